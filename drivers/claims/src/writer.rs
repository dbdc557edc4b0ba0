//! Writes elements that hold either elements or text: no attributes, no namespaces, no empty elements.

use quick_xml::escape::partial_escape;
use zeroize::Zeroizing;

use crate::form::{self, Form};
use crate::{Encoding, Error};

/// A document under construction; lines end in CRLF and are indented with tabs.
pub(crate) struct Writer {
    out: Zeroizing<Vec<u8>>,
    encoding: Encoding,
    depth: usize,
}

impl Writer {
    /// Starts a document with its declaration.
    pub(crate) fn new(encoding: Encoding) -> Self {
        let declaration = format!("<?xml version=\"1.0\" encoding=\"{encoding}\" standalone=\"no\"?>\r\n");
        Self { out: Zeroizing::new(declaration.into_bytes()), encoding, depth: 0 }
    }

    /// Writes an element around whatever `fill` writes, or nothing where that is nothing.
    pub(crate) fn group(
        &mut self,
        element: &'static str,
        fill: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let before = self.out.len();
        let mut is_empty = true;
        self.frame(element, |w| {
            let opened = w.out.len();
            fill(w)?;
            is_empty = w.out.len() == opened;
            Ok(())
        })?;
        if is_empty {
            self.out.truncate(before);
        }
        Ok(())
    }

    /// Writes an element around whatever `fill` writes, if only to be there.
    pub(crate) fn frame(
        &mut self,
        element: &'static str,
        fill: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.line(&format!("<{element}>"));
        self.depth += 1;
        fill(self)?;
        self.depth -= 1;
        self.line(&format!("</{element}>"));
        Ok(())
    }

    /// Writes an element with a text, or nothing where there is no text.
    pub(crate) fn leaf(
        &mut self,
        element: &'static str,
        form: Form,
        value: Option<&str>,
    ) -> Result<(), Error> {
        let Some(value) = value.filter(|value| !form::is_empty(value)) else { return Ok(()) };
        // An insurer number may come padded already, from an answer in the interface's own form.
        let value = if form == Form::Insurer { value.trim_start_matches(' ') } else { value };
        form.check(element, value)?;
        self.indent();
        self.out.extend_from_slice(format!("<{element}>").as_bytes());
        if form == Form::Insurer {
            // The field is 8 wide; a number of 6 digits stands at its right end.
            self.pad(b' ', 8 - value.len());
        }
        let escaped = Zeroizing::new(partial_escape(value).into_owned());
        self.encoding.encode(element, &escaped, &mut self.out)?;
        self.out.extend_from_slice(format!("</{element}>\r\n").as_bytes());
        Ok(())
    }

    /// Gives the whole document.
    pub(crate) fn finish(self) -> Zeroizing<Vec<u8>> {
        self.out
    }

    fn line(&mut self, tag: &str) {
        self.indent();
        self.out.extend_from_slice(tag.as_bytes());
        self.out.extend_from_slice(b"\r\n");
    }

    fn indent(&mut self) {
        self.pad(b'\t', self.depth);
    }

    fn pad(&mut self, with: u8, count: usize) {
        self.out.extend(std::iter::repeat_n(with, count));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(form: Form, value: &str) -> String {
        let mut writer = Writer::new(Encoding::Utf8);
        writer.group("A", |writer| writer.leaf("B", form, Some(value))).unwrap();
        let text = String::from_utf8(writer.finish().to_vec()).unwrap();
        text.lines().skip(1).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn elements_are_indented_and_empty_ones_left_out() {
        for (form, value, expected) in [
            (Form::Any, "窓口", "<A>|\t<B>窓口</B>|</A>"),
            (Form::Any, "a<b>&c", "<A>|\t<B>a&lt;b&gt;&amp;c</B>|</A>"),
            (Form::Any, " ﾏﾄﾞ ", "<A>|\t<B> ﾏﾄﾞ </B>|</A>"),
            (Form::Any, "", ""),
            (Form::Date, "　", ""),
            (Form::Insurer, "138057", "<A>|\t<B>  138057</B>|</A>"),
            (Form::Insurer, "  138057", "<A>|\t<B>  138057</B>|</A>"),
            (Form::Insurer, "33120015", "<A>|\t<B>33120015</B>|</A>"),
        ] {
            assert_eq!(written(form, value), expected);
        }
    }

    #[test]
    fn the_declaration_names_the_encoding() {
        let bytes = Writer::new(Encoding::ShiftJis).finish();
        assert_eq!(&**bytes, b"<?xml version=\"1.0\" encoding=\"Shift_JIS\" standalone=\"no\"?>\r\n");
    }

    #[test]
    fn a_value_of_the_wrong_form_is_not_written() {
        let mut writer = Writer::new(Encoding::Utf8);
        let refused = writer.leaf("Birthdate", Form::Date, Some("1950"));
        assert!(matches!(refused, Err(Error::Malformed { element: "Birthdate", .. })));
    }
}
