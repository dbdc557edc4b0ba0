//! How an element's name, field and form meet: one table for each kind of record, walked by writer and reader alike.

use crate::Personal;
use crate::code::Code;
use crate::form::Form;

/// Is one element's place in a record.
pub(crate) trait Leaf {
    /// Gives the value, if there is one.
    fn value(&self) -> Option<&Personal>;
    /// Fills or empties the place.
    fn set(&mut self, value: Option<Personal>);
}

impl Leaf for Option<Personal> {
    fn value(&self) -> Option<&Personal> {
        self.as_ref()
    }

    fn set(&mut self, value: Option<Personal>) {
        *self = value;
    }
}

impl<T> Leaf for Option<Code<T>> {
    fn value(&self) -> Option<&Personal> {
        self.as_ref().map(Code::personal)
    }

    fn set(&mut self, value: Option<Personal>) {
        *self = value.map(Code::from);
    }
}

/// Elements with their values, in the order in which they are written.
pub(crate) type Leaves<'a> = Vec<(&'static str, Form, Option<&'a Personal>)>;
/// The same elements to be filled.
pub(crate) type LeavesMut<'a> = Vec<(&'static str, Form, &'a mut dyn Leaf)>;

/// Declares a struct of optional text elements, a walk over them, and a `Debug` that shows only which are there.
///
/// An element with `=> Table` holds a code of that OQSCD table.
macro_rules! elements {
    (@value) => { Personal };
    (@value $table:ident) => { Code<$table> };
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$field_doc:meta])* $field:ident: $element:literal $form:expr $(=> $table:ident)?,)*
        }
        $(consents { $($(#[$consent_doc:meta])* $consent:ident: $prefix:literal,)* })?
        $(parts { $($(#[$part_doc:meta])* $part:ident: $part_type:ty,)* })?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: Option<elements!(@value $($table)?)>,)*
            $($($(#[$consent_doc])* pub $consent: Consent,)*)?
            $($($(#[$part_doc])* pub $part: $part_type,)*)?
        }

        impl $name {
            /// Lists the elements in the order in which they are written.
            pub(crate) fn leaves(&self) -> Leaves<'_> {
                vec![
                    $(($element, $form, self.$field.value()),)*
                    $($(
                        (concat!($prefix, "ConsFlg"), Text(1), self.$consent.flag.value()),
                        (concat!($prefix, "ConsTime"), DateTime, self.$consent.given_at.value()),
                        (concat!($prefix, "AvailableTime"), DateTime, self.$consent.available_until.value()),
                    )*)?
                ]
            }

            /// Lists the same elements to be filled.
            #[allow(dead_code, reason = "some records are only written")]
            pub(crate) fn leaves_mut(&mut self) -> LeavesMut<'_> {
                vec![
                    $(($element, $form, &mut self.$field),)*
                    $($(
                        (concat!($prefix, "ConsFlg"), Text(1), &mut self.$consent.flag),
                        (concat!($prefix, "ConsTime"), DateTime, &mut self.$consent.given_at),
                        (concat!($prefix, "AvailableTime"), DateTime, &mut self.$consent.available_until),
                    )*)?
                ]
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut shown = f.debug_struct(stringify!($name));
                for (element, _, value) in self.leaves() {
                    if let Some(value) = value {
                        shown.field(element, value);
                    }
                }
                $($(shown.field(stringify!($part), &self.$part);)*)?
                shown.finish()
            }
        }
    };
}

pub(crate) use elements;
