//! Reads XML into a tree, and hands its elements out one by one: whatever is left over at the end is an error.
//!
//! The reader is strict where files of strangers are dangerous (no DTD, no entities beyond the five of XML, no
//! attributes, no processing instructions) and open where the interface is (any order of elements).

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zeroize::Zeroizing;

use crate::Error;
use crate::form::{self, Form};

/// Deeper than any result; it bounds the work on a hostile file.
const MAX_DEPTH: usize = 16;
/// More than a bulk request of ten thousand people has; it bounds the memory that small elements take.
const MAX_ELEMENTS: usize = 100_000;

/// One element: its name, the text directly in it, the elements in it that nobody has taken yet.
pub(crate) struct Node {
    pub(crate) name: String,
    text: Zeroizing<String>,
    children: Vec<Node>,
}

impl Node {
    /// Reads a whole document and gives its root.
    pub(crate) fn read(text: &str) -> Result<Self, Error> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        // The outermost node stands for the document itself.
        let mut open = vec![Self::named("document")];
        let mut elements = 0;
        loop {
            let event =
                reader.read_event().map_err(|_| Error::NotXml { position: reader.error_position() })?;
            let position = reader.buffer_position();
            elements += usize::from(matches!(event, Event::Start(_)));
            match event {
                Event::Eof => break,
                Event::Start(_) if elements > MAX_ELEMENTS => {
                    return Err(Error::Forbidden { what: "so many elements", position });
                }
                event => grow(&mut open, event, position)?,
            }
        }
        let mut document = open.swap_remove(0);
        let is_whole = open.is_empty() && form::is_empty(&document.text) && document.children.len() == 1;
        document.children.pop().filter(|_| is_whole).ok_or(Error::NotXml { position: text.len() as u64 })
    }

    fn named(name: &str) -> Self {
        Self { name: name.to_owned(), text: Zeroizing::default(), children: Vec::new() }
    }

    /// Takes the element of a name, if there is one that holds something; two are an error.
    pub(crate) fn take(&mut self, name: &str) -> Result<Option<Self>, Error> {
        let mut found = self.take_all(name);
        let first = found.pop();
        if found.is_empty() { Ok(first) } else { Err(Error::Repeated { element: name.to_owned() }) }
    }

    /// Takes all elements of a name, in their order, and forgets those that hold nothing.
    pub(crate) fn take_all(&mut self, name: &str) -> Vec<Self> {
        let of_the_name = self.children.extract_if(.., |child| child.name == name);
        of_the_name.filter(|child| !child.children.is_empty() || !form::is_empty(&child.text)).collect()
    }

    /// Takes the text of an element, without the padding of an insurer number; an empty element is none.
    pub(crate) fn take_text(
        &mut self,
        name: &'static str,
        form: Form,
    ) -> Result<Option<Zeroizing<String>>, Error> {
        let Some(child) = self.take(name)? else { return Ok(None) };
        let mut text = child.into_text()?;
        if form == Form::Insurer {
            text = Zeroizing::new(text.trim_start_matches(' ').to_owned());
        }
        form.check(name, &text)?;
        Ok(Some(text))
    }

    /// Ends the reading of an element that holds elements.
    pub(crate) fn end(self) -> Result<(), Error> {
        if let Some(child) = self.children.into_iter().next() {
            let element = child.name.chars().take(64).collect();
            return Err(Error::UnknownElement { element, parent: self.name });
        }
        if form::is_empty(&self.text) {
            Ok(())
        } else {
            Err(Error::UnknownElement { element: "text".into(), parent: self.name })
        }
    }

    fn into_text(self) -> Result<Zeroizing<String>, Error> {
        let Self { name, text, children } = self;
        Self { name, text: Zeroizing::default(), children }.end()?;
        Ok(text)
    }
}

/// Adds one event to the innermost of the open elements.
fn grow(open: &mut Vec<Node>, event: Event<'_>, position: u64) -> Result<(), Error> {
    let forbidden = |what| Err(Error::Forbidden { what, position });
    let broken = || Error::NotXml { position };
    let depth = open.len();
    let innermost = open.last_mut().ok_or_else(broken)?;
    match event {
        Event::Start(_) if depth > MAX_DEPTH => return forbidden("deep nesting"),
        Event::Start(tag) => open.push(Node::named(&name_of(&tag, position)?)),
        Event::End(_) => {
            let done = open.pop().ok_or_else(broken)?;
            open.last_mut().ok_or_else(broken)?.children.push(done);
        }
        Event::Text(piece) => innermost.text.push_str(&piece.decode().map_err(|_| broken())?),
        Event::GeneralRef(reference) => match character_of(&reference) {
            Some(character) => innermost.text.push(character),
            None => return forbidden("an entity"),
        },
        Event::Comment(_) | Event::Decl(_) => {}
        Event::DocType(_) => return forbidden("a document type"),
        Event::PI(_) => return forbidden("a processing instruction"),
        Event::CData(_) => return forbidden("a CDATA section"),
        Event::Empty(_) | Event::Eof => return Err(broken()),
    }
    Ok(())
}

fn name_of(tag: &BytesStart<'_>, position: u64) -> Result<String, Error> {
    if tag.attributes_raw().iter().any(|byte| !byte.is_ascii_whitespace()) {
        return Err(Error::Forbidden { what: "an attribute", position });
    }
    str::from_utf8(tag.name().as_ref()).map(str::to_owned).map_err(|_| Error::NotXml { position })
}

/// Resolves the five entities of XML and character numbers; no others exist without a DTD.
fn character_of(reference: &BytesRef<'_>) -> Option<char> {
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok().flatten();
    }
    match &**reference {
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"amp" => Some('&'),
        b"apos" => Some('\''),
        b"quot" => Some('"'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(document: &str) -> Result<String, Error> {
        let mut root = Node::read(document)?;
        let text = root.take_text("B", Form::Any)?;
        root.end()?;
        Ok(text.map(|text| text.to_string()).unwrap_or_default())
    }

    #[test]
    fn text_is_read_as_it_stands() {
        for (document, expected) in [
            ("<A><B>窓口</B></A>", "窓口"),
            ("<A>\r\n\t<B>  138057</B>\r\n</A>\r\n", "  138057"),
            ("<A><B>a&lt;b&gt;&amp;&apos;&quot;&#x7A93;&#21475;</B></A>", "a<b>&'\"窓口"),
            ("<A><B>窓<!-- mado -->口</B></A>", "窓口"),
            ("<A><B></B></A>", ""),
            ("<A><B/></A>", ""),
            ("<A/>", ""),
        ] {
            assert_eq!(text_of(document).unwrap(), expected, "{document}");
        }
    }

    #[test]
    fn what_a_result_never_needs_is_refused() {
        let deep = format!("{}{}", "<A>".repeat(17), "</A>".repeat(17));
        let many = format!("<A>{}</A>", "<B/>".repeat(MAX_ELEMENTS));
        for (document, expected) in [
            ("<!DOCTYPE A [<!ENTITY x \"y\">]><A><B>&x;</B></A>", "a document type"),
            ("<!DOCTYPE A SYSTEM \"file:///etc/passwd\"><A/>", "a document type"),
            ("<A><B>&x;</B></A>", "an entity"),
            ("<A><B x=\"1\">y</B></A>", "an attribute"),
            ("<A xmlns=\"urn:x\"><B>y</B></A>", "an attribute"),
            ("<A><?php evil ?></A>", "a processing instruction"),
            ("<A><B><![CDATA[y]]></B></A>", "a CDATA section"),
            (&deep, "deep nesting"),
            (&many, "so many elements"),
        ] {
            match text_of(document) {
                Err(Error::Forbidden { what, .. }) => assert_eq!(what, expected),
                other => panic!("{expected}: {other:?}"),
            }
        }
    }

    #[test]
    fn broken_xml_is_refused() {
        for document in [
            "",
            "<A>",
            "<A></B>",
            "<A><B></A></B>",
            "</A>",
            "<A/><A/>",
            "<A/>x",
            "x",
            "<A><B>&lt</B></A>",
            "<A",
        ] {
            assert!(
                matches!(text_of(document), Err(Error::NotXml { .. })),
                "{document}: {:?}",
                text_of(document)
            );
        }
    }

    #[test]
    fn strangers_and_twins_are_refused() {
        assert!(
            matches!(text_of("<A><B>1</B><B>1</B></A>"), Err(Error::Repeated { element }) if element == "B")
        );
        assert!(
            matches!(text_of("<A><C>1</C></A>"), Err(Error::UnknownElement { element, .. }) if element == "C")
        );
        assert!(
            matches!(text_of("<A><B>1<C>1</C></B></A>"), Err(Error::UnknownElement { parent, .. }) if parent == "B")
        );
        assert!(
            matches!(text_of("<A>loose<B>1</B></A>"), Err(Error::UnknownElement { parent, .. }) if parent == "A")
        );
    }
}
