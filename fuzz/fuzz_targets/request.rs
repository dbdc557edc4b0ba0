//! The receipt computer's questions: what was asked is echoed in the answer, and the echo reads back as the same.
#![no_main]

use claims::{
    Ask, Body, Confirmation, Encoding, Header, ReferenceClass, Request, RequestHeader, RequestName,
    ResultSegment, ResultStatus, Search, parse, to_xml,
};
use madoguchi_fuzz::REQUESTS;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, file)) = bytes.split_first() else { return };
    let name = format!("{}req_1.xml", REQUESTS[usize::from(*kind) % REQUESTS.len()]);
    let kind = RequestName::parse(&name).expect("every kind of request has its name").kind;
    let Ok(Request { header, ask }) = Request::parse(kind, file) else { return };
    let asked = match ask {
        Ask::Check(search) => vec![search],
        Ask::BulkCheck(searches) => searches,
        Ask::Register(_) | Ask::BulkRegister(_) | Ask::Consents(_) | Ask::Fetch(_) | Ask::View(_) => vec![],
    };
    for search in asked {
        let answer = nobody_found(&header, search);
        let xml = to_xml(&answer, Encoding::Utf8).expect("whatever was asked can be echoed");
        assert_eq!(parse(&xml).ok(), Some(answer));
    }
});

fn nobody_found(header: &RequestHeader, search: Search) -> Confirmation {
    let header = Header {
        processed_at: "20260929160112".to_owned(),
        confirmation_date: Some("20260929".to_owned()),
        institution_code: header.institution_code.clone(),
        file_identifier: header.file_identifier.clone(),
        reference_class: Some(ReferenceClass::InsuredCard),
        result_segment: ResultSegment::Normal,
        error: None,
    };
    let body = Body {
        status: ResultStatus::Normal,
        notice: None,
        validity: None,
        prescription_form: None,
        search: Some(search),
        results: vec![],
    };
    Confirmation { header, body }
}
