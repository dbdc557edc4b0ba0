# Screen text in Spanish. Machine-made, to be reviewed by a speaker; docs/languages.md says how.
# What only the staff read stands in their own languages, ja.ftl and en.ftl.

adjust-languages = Elegir idioma
adjust-size = Letra
    .now = Tamaño de letra { $step } de { $of }
adjust-theme = Color
    .now = Colores { $step } de { $of }
adjust-height = Bajar
    .back = Subir
adjust-voice = Oír
    .now = Oír otra vez
still-there = ¿Sigue usted ahí?
    .lead = Si nadie toca la pantalla, la tarjeta se dará por olvidada.
more-time = Más tiempo
help-page = Más información
call-clerk = Llamar al personal
choose-pin = Usar mi PIN
choose-face = Usar mi rostro
back = Volver
erase = Borrar
confirm = OK
take-card = Retire su tarjeta
    .whose = Si el nombre de la tarjeta no es el del paciente, avise en el mostrador.
step-card = Tarjeta
step-identity = Identidad
step-consent = Datos
step-done = Seguro
step-of = Paso { $step } de { $of }: { $name }

## Waiting
welcome-title = { $reader ->
   *[tray] Ponga aquí su tarjeta My Number
    [slot] Inserte aquí su tarjeta My Number
    [top] Inserte aquí su tarjeta My Number
}
welcome-lead = { $reader ->
   *[tray] Ponga la tarjeta en el lector con la foto hacia arriba. Comprobaremos su seguro de salud.
    [slot] Introduzca la tarjeta hasta el fondo, con la foto hacia arriba. Comprobaremos su seguro de salud.
    [top] Introduzca la tarjeta desde arriba, con la foto hacia usted. Comprobaremos su seguro de salud.
}
welcome-privacy = La cámara mira su rostro para confirmar quién es. La imagen no se guarda.
welcome-without-card = ¿Sin tarjeta? Pregunte en el mostrador.

## Reading
reading-title = Leyendo la tarjeta
reading-lead = Deje la tarjeta donde está.

## The code on the card
code-title = Escriba los números de la tarjeta
code-birth = Nacimiento
    .how = Escriba la fecha con 6 cifras, en el calendario japonés. El 5 de abril de Showa 32 es “320405”.
code-expiry = Caducidad
    .how = Escriba el año en que caduca la tarjeta, 4 cifras, como “2035”.
code-security = Bajo la foto
    .how = Escriba las 4 cifras que están bajo la foto.
code-complete = Pulse “OK”.
code-wrong = Los números no coinciden. Mire la tarjeta e inténtelo otra vez.
code-typed = { $typed } de { $of } cifras escritas
code-lead = Deje la tarjeta en su sitio mientras la lee.

## Face
face-lead = Comparamos su rostro con la foto de la tarjeta.
face-second-round = Miremos una vez más.
face-preparing = Preparando la cámara
face-preview = Usted, visto por la cámara
guidance-no-face = Mire a la cámara
guidance-come-closer = Acérquese un poco más
guidance-step-back = Aléjese un poco
guidance-move-left = Muévase un poco a su izquierda
guidance-move-right = Muévase un poco a su derecha
guidance-move-up = Suba un poco el rostro
guidance-move-down = Baje un poco el rostro
guidance-look-here = Mire de frente
guidance-too-dark = Vaya a un lugar más claro
guidance-too-bright = Evite la luz fuerte
guidance-light-behind = Evite la luz a su espalda
guidance-hold-still = No se mueva, por favor
guidance-one-person-only = Solo el titular, por favor
guidance-take-mask-off = Quítese la mascarilla
guidance-show-eyes = Deje ver los dos ojos
guidance-turn-left = Gire un poco la cabeza a su izquierda
guidance-turn-right = Gire un poco la cabeza a su derecha
guidance-comparing = Quédese así, por favor

## PIN
pin-title = Escriba su PIN
pin-lead = Las 4 cifras que eligió al recibir la tarjeta.
pin-tries = { $tries ->
        [one] Queda { $tries } intento. Cuando quede 1, esta máquina se detiene.
       *[other] Quedan { $tries } intentos. Cuando quede 1, esta máquina se detiene.
    }
pin-wrong = El PIN no coincide. Inténtelo otra vez.
pin-signing = Comprobando. Espere, por favor.
pin-privacy = El personal nunca le pedirá su PIN.
pin-typed = { $typed } de { $of } cifras escritas

## A clerk decides
override-title = Enseguida viene el personal
override-lead = Deje la tarjeta en su sitio y espere.

## Sharing
consent-title = ¿Compartir sus datos médicos?
consent-what = Qué
    .value = Medicinas, tratamientos, chequeos, cirugías
consent-whom = Con quién
    .value = Este hospital o clínica
consent-how-long = Hasta cuándo
    .value = 24 horas desde ahora
consent-refusal = Si no comparte, el seguro se comprueba igual.
consent-all = Compartir todo
consent-items = Elegir datos
consent-none = No compartir
consent-items-title = Elija qué compartir
consent-items-lead = Cada toque cambia entre “Sí” y “No”.
item-medicines = Medicinas
    .detail = Lo que le han dado
item-treatments = Tratamientos
    .detail = Visitas y lo que se hizo
item-checkups = Chequeos
    .detail = Sus resultados
item-operations = Cirugías
    .detail = Operaciones que ha tenido
item-on = Sí
item-off = No

## Enrolment
enrolment-title = La tarjeta aún no es de seguro. ¿Registrarla ahora?
enrolment-what = Para qué
    .value = Desde ahora, basta esta tarjeta en recepción
enrolment-cost = Veces y costo
    .value = Una sola vez, gratis
enrolment-undo = Anular
    .value = Aquí no se puede. Pídalo a su seguro de salud
enrolment-lead = Si no la registra, sirve un 資格確認書 u otro documento. Sobre los datos médicos se le preguntará aparte.
enrolment-agree = Registrar
enrolment-decline = No registrar
registering-title = Registrando la tarjeta para el seguro
enrolment-receipt = Comprobante: el { $day } de { $month } de { $year }, a las { $hour }:{ $minute }, esta tarjeta se registró para el seguro de salud.
    .undo = Aquí no se puede anular. Su seguro de salud puede hacerlo.

## Prescription
prescription-title = Si le dan una receta, ¿cómo la prefiere?
prescription-electronic = Electrónica
    .how = “Electrónica”: la farmacia la recibe como datos.
prescription-paper = En papel
    .how = “En papel”: usted lleva el papel a la farmacia.
prescription-lead = En la consulta aún puede pedir que se cambie.

## Checking
checking-title = Comprobando su seguro
checking-lead = Espere un momento, por favor.
checking-slow = Tarda más de lo normal. Espere un poco más.

## While the line is down
outage-title = No hay línea. ¿Podemos comprobar su seguro cuando vuelva?
outage-what = Qué guardamos
    .value = Nombre, sexo, nacimiento y domicilio
outage-where = Dónde
    .value = En esta máquina, bajo llave
outage-how-long = Cuánto tiempo
    .value = Hasta comprobarlo; 14 días como máximo
outage-lead = No hay conexión con el sistema nacional. Se le atenderá en cualquier caso. Avise también en el mostrador.
outage-agree = Sí, después
outage-decline = No
outage-keeping = Guardando con seguridad
kept-title = Su seguro se comprobará cuando vuelva la línea
kept-next = Avise en el mostrador
kept-lead = Su seguro aún no se ha comprobado. Lo guardado se borra después.

## Done
done-title = La comprobación ha terminado
done-shared = Lo que eligió se comparte con este hospital o clínica.
done-not-shared = No se comparte ningún dato médico.
done-called = Espere hasta que el personal le llame.
done-called-number = Le llamaremos por este número.
call-number = Su número: { $number }
done-message = Aviso del servicio de comprobación
validity-valid = Siéntese y espere, por favor
    .lead = Su seguro está confirmado.
validity-lost = Venga al mostrador, por favor
    .lead = Si su seguro ha cambiado, díganos cuál es el nuevo.
validity-replaced = Venga al mostrador, por favor
    .lead = Hay un seguro más nuevo. Lo veremos con usted.
validity-none = Venga al mostrador, por favor
    .lead = Parece que los datos del seguro aún no han llegado. Lo veremos con usted.
validity-several = Venga al mostrador, por favor
    .lead = Hay más de un registro de seguro. Lo veremos con usted.
period-valid = El certificado de la tarjeta es válido.
period-expires-soon = { $days ->
        [0] El certificado de la tarjeta caduca hoy. El ayuntamiento puede renovarlo.
        [one] El certificado de la tarjeta caduca en { $days } día. El ayuntamiento puede renovarlo.
       *[other] El certificado de la tarjeta caduca en { $days } días. El ayuntamiento puede renovarlo.
    }
period-grace = El certificado de la tarjeta ha caducado. Hoy solo se comprobó el seguro. Renuévelo pronto en el ayuntamiento.
period-dead = El certificado de la tarjeta ha caducado. El ayuntamiento puede renovarlo.
month-name = { $month ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    }
period-until = Puede usar esta tarjeta aquí hasta el { $day } de { $month } de { $year }.

## Card left behind
card-left-title = Aquí quedó una tarjeta
card-left-lead = Su titular, por favor, retírela. Si usted la ve, avise al personal.

## Out of service
out-of-service-title = No disponible ahora
out-of-service-lead = Lleve la tarjeta al mostrador, por favor.
closed-title = Ahora está cerrado
closed-until = Abre el { $day } de { $month } a las { $hour }:{ $minute }.
closed-lead = Si es urgente, hable con el personal.

## Aloud
spoken-choice = { $name }: pulse { $key }.
spoken-item = { $name }, ahora: { $state }
spoken-notice = Hay un aviso en la pantalla. Pregunte en el mostrador.
spoken-volume = El volumen está en { $step } de { $of }.
spoken-keys = Pulse la tecla de asterisco para oírlo otra vez, más para subir el volumen y menos para bajarlo.
spoken-languages = Para otros idiomas, pulse dos veces la tecla de asterisco.
key-enter = Enter
key-point = la tecla del punto
key-slash = la tecla de la barra

## When something did not work
fault-code = N.º { $code }
fault-start-over = { $reader ->
   *[tray] Ponga la tarjeta otra vez o pregunte en el mostrador.
    [slot] Inserte la tarjeta otra vez o pregunte en el mostrador.
    [top] Inserte la tarjeta otra vez o pregunte en el mostrador.
}
fault-or-take-card = Para terminar aquí, retire la tarjeta.
fault-take-phone = Retire su teléfono
fault-card-unreadable = No se pudo leer la tarjeta
    .why = Quizá esté fuera de su sitio o en su funda.
    .next = { $reader ->
       *[tray] Quite la funda y ponga la tarjeta otra vez.
        [slot] Quite la funda e inserte la tarjeta otra vez.
        [top] Quite la funda e inserte la tarjeta otra vez.
    }
fault-card-of-another-kind = Esta no es una tarjeta My Number
    .why = Hay otra tarjeta en el lector.
    .next = { $reader ->
       *[tray] Ponga su tarjeta My Number.
        [slot] Inserte su tarjeta My Number.
        [top] Inserte su tarjeta My Number.
    }
fault-card-juki = Esta tarjeta no sirve aquí
    .why = Es una tarjeta de registro de residentes (住民基本台帳カード).
    .next = { $reader ->
       *[tray] Ponga su tarjeta My Number o pregunte en el mostrador.
        [slot] Inserte su tarjeta My Number o pregunte en el mostrador.
        [top] Inserte su tarjeta My Number o pregunte en el mostrador.
    }
fault-card-phone = Aquí no se leen teléfonos
    .why = Este es el lugar de la tarjeta.
    .next = { $reader ->
       *[tray] Ponga su tarjeta My Number o pregunte en el mostrador.
        [slot] Inserte su tarjeta My Number o pregunte en el mostrador.
        [top] Inserte su tarjeta My Number o pregunte en el mostrador.
    }
fault-card-taken-early = La tarjeta se retiró antes de tiempo
    .why = La comprobación no había terminado.
    .next = { $reader ->
       *[tray] Ponga la tarjeta otra vez.
        [slot] Inserte la tarjeta otra vez.
        [top] Inserte la tarjeta otra vez.
    }
fault-card-not-genuine = No se pudo confirmar la tarjeta
    .why = Los datos del chip no se leyeron bien.
    .next = Pregunte en el mostrador, por favor.
fault-card-unsupported = Esta tarjeta todavía no se puede leer aquí
    .why = Parece una tarjeta My Number de un tipo nuevo.
    .next = Pregunte en el mostrador.
fault-certificate-dead = Hay que renovar la tarjeta
    .why = El certificado de la tarjeta ha caducado.
    .next = Hoy, muestre en el mostrador un 資格確認書 u otro documento. El ayuntamiento renueva la tarjeta.
fault-certificate-revoked = La tarjeta no sirve ahora
    .why = El certificado de la tarjeta está suspendido: se avisó de su pérdida, o se renovó hace menos de un día.
    .next = Hoy, muestre en el mostrador un 資格確認書 u otro documento. El ayuntamiento puede reactivarla.
fault-code-wrong = Los números no coinciden
    .why = Lo escrito es distinto de la tarjeta.
    .next = Siga con su PIN o llame al personal.
fault-code-blocked = No se puede usar el rostro
    .why = Tras muchos números errados, la tarjeta protege su foto.
    .next = Siga con su PIN o llame al personal.
fault-photo-absent = Esta tarjeta no tiene foto
    .why = Las tarjetas de niños pequeños no tienen foto.
    .next = Madre, padre o tutor: escriba el PIN.
fault-photo-unusable = La foto de la tarjeta no sirve
    .why = No se encontró ningún rostro en ella.
    .next = Siga con su PIN o llame al personal.
fault-face-not-matched = No se pudo confirmar su rostro
    .why = Puede ser la luz o un peinado nuevo.
    .next = Siga con su PIN o llame al personal.
fault-face-not-live = No se pudo confirmar su rostro
    .why = La cámara no vio bien su rostro.
    .next = Siga con su PIN o llame al personal.
fault-camera-lost = La cámara no funciona
    .why = Hay un problema con la cámara.
    .next = Siga con su PIN o llame al personal.
fault-face-unavailable = No se puede usar el rostro
    .why = La parte que compara rostros no funciona.
    .next = Siga con su PIN o llame al personal.
fault-pin-last-try = Paramos aquí para cuidar su tarjeta
    .why = Un PIN errado más la bloquearía.
    .next = Siga con su rostro o llame al personal.
fault-pin-blocked = El PIN está bloqueado
    .why = La tarjeta se bloquea tras 3 PIN errados.
    .next = Siga con su rostro o llame al personal. El ayuntamiento puede desbloquearla.
fault-clerk-refused = El personal no pudo confirmar
    .why = El número del personal no coincide.
    .next = Espere en el mostrador, por favor.
fault-central-unreachable = No se puede comprobar su seguro
    .why = No hay conexión con el sistema nacional.
    .next = Lleve la tarjeta al mostrador, por favor.
fault-central-slow = La comprobación tarda demasiado
    .why = El sistema nacional no responde.
    .next = Lleve la tarjeta al mostrador, por favor.
fault-central-refused-kiosk = No se puede comprobar su seguro
    .why = Hay un problema con el registro de esta máquina.
    .next = Lleve la tarjeta al mostrador, por favor.
fault-central-refused-proof = Hay que confirmar otra vez quién es
    .why = La confirmación no fue aceptada.
    .next = Pregunte en el mostrador, por favor.
fault-central-malformed = No se puede comprobar su seguro
    .why = No se pudo entender la respuesta.
    .next = Lleve la tarjeta al mostrador, por favor.
fault-central-closed = La comprobación está cerrada ahora
    .why = El sistema nacional está en mantenimiento.
    .next = Lleve la tarjeta al mostrador, por favor.
fault-consent-not-stored = Sus datos no se comparten
    .why = No se pudo registrar su elección.
    .next = La comprobación del seguro sigue.
fault-not-enrolled = La tarjeta aún no es de seguro
    .why = No está registrada para el seguro de salud.
    .next = Pregunte en el mostrador. Le mostraremos cómo registrarla.
fault-enrolment-declined = La tarjeta no se registró
    .why = La tarjeta queda como está. Puede registrarla más tarde.
    .next = Muestre en el mostrador un 資格確認書 u otro documento.
fault-enrolment-needs-proof = Para registrarla, confirme quién es
    .why = Que lo vea el personal no basta para registrarla.
    .next = Use su rostro o su PIN.
fault-enrolment-needs-pin = Para registrarla hace falta el PIN
    .why = La tarjeta de un niño se registra con su PIN.
    .next = Madre, padre o tutor: escriba el PIN.
fault-only-pin-unusable = El PIN no se puede usar
    .why = Esta tarjeta solo se comprueba con su PIN.
    .next = Hoy, pregunte en el mostrador. El ayuntamiento puede cambiar el PIN.
fault-enrolment-closed = Antes hay que renovar la tarjeta
    .why = Su certificado ha caducado; no se puede registrar.
    .next = Hoy, muestre en el mostrador un 資格確認書 u otro documento. El ayuntamiento renueva la tarjeta.
fault-enrolment-person-unknown = No se pudo registrar la tarjeta
    .why = Parece que los datos del seguro aún no han llegado.
    .next = Pregunte en el mostrador. Lo veremos con usted.
fault-enrolment-unclear = Aún no se sabe si quedó registrada
    .why = El sistema nacional no responde.
    .next = { $reader ->
       *[tray] Ponga la tarjeta otra vez para saberlo. Si tiene prisa, venga al mostrador.
        [slot] Inserte la tarjeta otra vez para saberlo. Si tiene prisa, venga al mostrador.
        [top] Inserte la tarjeta otra vez para saberlo. Si tiene prisa, venga al mostrador.
    }
fault-record-of-another = Hay que comprobarlo en el mostrador
    .why = El registro del seguro no coincide con su tarjeta. No es un error suyo.
    .next = Pregunte en el mostrador.
fault-enrolled-record-of-another = Hay que comprobarlo en el mostrador
    .why = La tarjeta quedó registrada, pero el registro del seguro que llegó no coincide con ella. No es un error suyo.
    .next = Pregunte en el mostrador.
fault-hand-over-failed = No se pudo enviar el resultado
    .why = La comprobación fue bien, pero el envío en el hospital falló.
    .next = Pregunte en el mostrador, por favor.
fault-hand-over-character = No se pudo enviar el resultado
    .why = La comprobación fue bien, pero el envío en el hospital falló.
    .next = Pregunte en el mostrador, por favor.
fault-reader-lost = El lector no funciona
    .why = No hay conexión con el lector.
    .next = Lleve la tarjeta al mostrador, por favor.
fault-journal-lost = No disponible ahora
    .why = La máquina se detuvo porque no puede guardar registros.
    .next = Lleve la tarjeta al mostrador, por favor.
