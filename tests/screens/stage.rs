//! The screens to be shown, and a window to show one in.

use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use madoguchi::screen::{Catalogue, Preview, Screen, Stage, Typeface, View, show};
use madoguchi::session::{
    CallNumber, CardPlace, Consent, Day, Fault, Guidance, Language, Look, Moment, OverrideReason, Period,
    Touch, Validity, Ways,
};
use madoguchi::workers::speaks;
use std::sync::OnceLock;

/// The windows of a kiosk, in points: lying, standing, large, small.
pub(crate) const WINDOWS: [[f32; 2]; 4] =
    [[1280.0, 800.0], [800.0, 1280.0], [1920.0, 1080.0], [1024.0, 600.0]];

/// One screen, and what was touched on it last.
pub(crate) struct Shown {
    pub(crate) view: View,
    pub(crate) texts: Catalogue,
    pub(crate) preview: Option<egui::TextureHandle>,
    pub(crate) touched: Vec<Touch>,
    pub(crate) width_mm: Option<f32>,
    pub(crate) seconds: f64,
    pub(crate) age: Option<f64>,
}

/// The Japanese face of this machine; `None`, with the reason printed, where there is none.
pub(crate) fn face() -> Option<Typeface> {
    static FACE: OnceLock<Option<Typeface>> = OnceLock::new();
    let face = FACE.get_or_init(|| Typeface::load(None).ok()).clone();
    if face.is_none() {
        println!("skipped: no Japanese font (fonts-noto-cjk)");
    }
    face
}

/// A window that shows `screen`; `None` where no Japanese font is installed.
pub(crate) fn window(screen: &Screen, language: Language, size: [f32; 2]) -> Option<Harness<'static, Shown>> {
    looked_at(screen, Look::home(language), size)
}

/// The same, as somebody has set it.
pub(crate) fn looked_at(screen: &Screen, look: Look, size: [f32; 2]) -> Option<Harness<'static, Shown>> {
    let face = face()?;
    let staff = if look.language == Language::English { Language::English } else { Language::Japanese };
    let view = View { look, staff, place: CardPlace::Tray, asks_for_sign: false, screen: screen.clone() };
    let shown = Shown {
        view,
        texts: Catalogue::embedded(),
        preview: None,
        touched: Vec::new(),
        width_mm: None,
        seconds: 0.0,
        age: None,
    };
    let harness = Harness::builder()
        .with_size(size)
        .with_theme(egui::Theme::Light)
        .with_context_setup(move |ctx| face.install(ctx))
        .build_ui_state(draw, shown);
    Some(harness)
}

fn draw(ui: &mut egui::Ui, shown: &mut Shown) {
    let preview =
        |texture: &egui::TextureHandle| Preview { texture: texture.id(), size: texture.size_vec2() };
    let stage = Stage {
        texts: &shown.texts,
        languages: &Language::ALL,
        help: Some("https://help.example.jp/madoguchi/{code}"),
        preview: shown.preview.as_ref().map(preview),
        cleared: None,
        width_mm: shown.width_mm,
        speaks: speaks(shown.view.look.language).is_some(),
        seconds: shown.seconds,
        age: shown.age,
    };
    let whole = egui::UiBuilder::new().max_rect(ui.ctx().content_rect()); // The harness leaves a margin.
    let touched = ui.scope_builder(whole, |ui| {
        ui.set_clip_rect(ui.max_rect());
        show(ui, &shown.view, &stage)
    });
    shown.touched.extend(touched.inner);
}

/// A node of the AccessKit tree that says something, as a line: role, name, state, and what it is for.
pub(crate) struct Named {
    pub(crate) role: String,
    pub(crate) name: String,
    pub(crate) state: String,
    pub(crate) is_touchable: bool,
}

/// Everything that a screen reader can find, in reading order.
pub(crate) fn named(harness: &Harness<'_, Shown>) -> Vec<Named> {
    let mut all = Vec::new();
    for node in harness.root().children_recursive() {
        let kit = node.accesskit_node();
        let name = kit.label().or_else(|| kit.value()).unwrap_or_default();
        if name.is_empty() || kit.role() == egui::accesskit::Role::Window {
            continue;
        }
        let role = format!("{:?}", kit.role());
        let mut state = kit.toggled().map(|toggled| format!(" {toggled:?}")).unwrap_or_default();
        if kit.is_disabled() {
            state.push_str(" disabled");
        }
        let is_touchable = matches!(role.as_str(), "Button" | "RadioButton" | "CheckBox");
        all.push(Named { role, name, state, is_touchable });
    }
    all
}

/// Every screen in every state that looks different, by a name for its snapshot.
pub(crate) fn screens() -> Vec<(String, Screen)> {
    let mut all: Vec<(String, Screen)> =
        fixed().into_iter().map(|(name, screen)| (name.to_owned(), screen)).collect();
    all.extend(Fault::ALL.iter().flat_map(|fault| faults(*fault)));
    let round = |guidance| Screen::Face { guidance, round: 1 };
    let slug = |guidance| format!("face {guidance:?}").to_lowercase();
    all.extend(Guidance::ALL.map(|guidance| (slug(guidance), round(guidance))));
    all
}

/// One of each kind, for pictures and tables.
pub(crate) fn fixed() -> Vec<(&'static str, Screen)> {
    let soon = Period::ExpiresSoon { days: 45 };
    let until = |period| (period != Period::Valid).then_some(Day { year: 2027, month: 12, day: 31 });
    let consent = |chosen, is_by_item, period| Screen::Consent {
        chosen,
        is_by_item,
        period,
        serves_until: until(period),
    };
    let done = |validity, period, message: Option<&str>, is_card_taken| Screen::Done {
        validity,
        period,
        serves_until: until(period),
        shares_information: validity == Validity::Valid && period != Period::Grace,
        enrolled_at: None,
        call: None,
        is_card_taken,
        message: message.map(str::to_owned),
    };
    let enrolled = |period, is_card_taken| Screen::Done {
        validity: Validity::Valid,
        period,
        serves_until: until(period),
        shares_information: true,
        enrolled_at: Some(Moment { year: 2026, month: 11, day: 2, hour: 9, minute: 5 }),
        call: Some(CallNumber { series: None, number: 12 }),
        is_card_taken,
        message: None,
    };
    let longest = Some(CallNumber { series: Some('W'), number: 999 });
    let numbered = |validity, period, message, is_card_taken| {
        let mut screen = done(validity, period, message, is_card_taken);
        if let Screen::Done { call, .. } = &mut screen {
            *call = longest;
        }
        screen
    };
    let some = Consent { medicines: true, ..Consent::NONE };
    let reason = Some(OverrideReason::Accessibility);
    let notice = Some("該当の方は、髙﨑市（●●）へお問い合わせください。");
    vec![
        ("out of service", Screen::OutOfService { fault: None }),
        ("out of service reader", Screen::OutOfService { fault: Some(Fault::ReaderLost) }),
        ("out of service journal", Screen::OutOfService { fault: Some(Fault::JournalLost) }),
        ("closed", Screen::Closed { until: None }),
        (
            "closed until",
            Screen::Closed { until: Some(Moment { year: 2026, month: 11, day: 30, hour: 8, minute: 30 }) },
        ),
        ("welcome", Screen::Welcome),
        ("reading", Screen::Reading),
        ("code empty", Screen::Code { typed: 0, was_wrong: false }),
        ("code wrong", Screen::Code { typed: 0, was_wrong: true }),
        ("code expiry", Screen::Code { typed: 8, was_wrong: false }),
        ("code full", Screen::Code { typed: 14, was_wrong: false }),
        ("face second round", Screen::Face { guidance: Guidance::NoFace, round: 2 }),
        ("pin empty", Screen::Pin { typed: 0, tries: None, was_wrong: false, is_signing: false }),
        ("pin typed", Screen::Pin { typed: 2, tries: Some(3), was_wrong: false, is_signing: false }),
        ("pin wrong", Screen::Pin { typed: 0, tries: Some(2), was_wrong: true, is_signing: false }),
        ("pin signing", Screen::Pin { typed: 0, tries: Some(3), was_wrong: false, is_signing: true }),
        ("clerk empty", Screen::Clerk { reason: None, typed: 0, was_wrong: false }),
        ("clerk typed", Screen::Clerk { reason, typed: 4, was_wrong: false }),
        ("clerk wrong", Screen::Clerk { reason, typed: 0, was_wrong: true }),
        ("consent", consent(Consent::NONE, false, Period::Valid)),
        ("consent soon", consent(Consent::NONE, false, soon)),
        ("consent items", consent(some, true, Period::Valid)),
        ("enrolment", Screen::Enrolment),
        ("registering", Screen::Registering { is_slow: false }),
        ("registering slow", Screen::Registering { is_slow: true }),
        ("prescription", Screen::Prescription),
        ("checking", Screen::Checking { is_slow: false }),
        ("checking slow", Screen::Checking { is_slow: true }),
        ("outage", Screen::Outage { is_keeping: false }),
        ("outage keeping", Screen::Outage { is_keeping: true }),
        ("kept", Screen::Kept { call: None, is_card_taken: false }),
        ("kept taken", Screen::Kept { call: None, is_card_taken: true }),
        ("kept numbered", Screen::Kept { call: longest, is_card_taken: false }),
        ("kept numbered taken", Screen::Kept { call: longest, is_card_taken: true }),
        ("done", done(Validity::Valid, Period::Valid, None, false)),
        ("done taken", done(Validity::Valid, Period::Valid, None, true)),
        ("done numbered", numbered(Validity::Valid, Period::Valid, None, false)),
        ("done numbered taken", numbered(Validity::Valid, Period::Valid, None, true)),
        ("done numbered soon", numbered(Validity::Valid, soon, notice, false)),
        ("done numbered replaced", numbered(Validity::Replaced, soon, notice, true)),
        ("done soon", done(Validity::Valid, soon, notice, false)),
        ("done grace", done(Validity::Valid, Period::Grace, None, true)),
        ("done lost", done(Validity::Lost, Period::Valid, None, false)),
        ("done replaced", done(Validity::Replaced, soon, notice, true)),
        ("done none", done(Validity::None, Period::Grace, notice, false)),
        ("done several", done(Validity::Several, Period::Valid, None, false)),
        ("done enrolled", enrolled(Period::Valid, false)),
        ("done enrolled soon", enrolled(soon, true)),
        ("card left", Screen::CardLeft { is_lit: true }),
        ("card left unlit", Screen::CardLeft { is_lit: false }),
    ]
}

/// A fault as it is met, and after the card was taken.
pub(crate) fn faults(fault: Fault) -> [(String, Screen); 2] {
    let slug = fault.slug();
    let ended = Screen::Fault { fault, ways: Ways::default(), card_lies: false };
    [
        (format!("fault {slug}"), Screen::Fault { fault, ways: fault.ways(), card_lies: true }),
        (format!("fault {slug} ended"), ended),
    ]
}
