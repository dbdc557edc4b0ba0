//! Bytes that the issuer writes: BER-TLV, offset tables, RSA public keys and DigestInfo.

use rsa::RsaPrivateKey;
use rsa::traits::PublicKeyParts;

/// Encodes a data object with the shortest length form.
pub(super) fn tlv(tag: u16, value: &[u8]) -> Vec<u8> {
    let length = match value.len() {
        short @ ..0x80 => vec![short as u8],
        medium @ ..0x100 => vec![0x81, medium as u8],
        long => vec![0x82, (long >> 8) as u8, long as u8],
    };
    [tag_bytes(tag), length, value.to_vec()].concat()
}

/// Encodes the template around a whole file, whose length always takes the form 82 hh ll.
pub(super) fn template(tag: u16, members: &[Vec<u8>]) -> Vec<u8> {
    let value = members.concat();
    let length = vec![0x82, (value.len() >> 8) as u8, value.len() as u8];
    [tag_bytes(tag), length, value].concat()
}

/// Encodes a template that opens with DF21, the offsets from the start of the file to each member.
pub(super) fn template_with_offsets(tag: u16, members: &[Vec<u8>]) -> Vec<u8> {
    let table_length = 3 + 2 * members.len();
    let starts = members.iter().scan(5 + table_length, |next, member| {
        let start = *next;
        *next += member.len();
        Some(start as u16)
    });
    let table = tlv(0xDF21, &starts.flat_map(u16::to_be_bytes).collect::<Vec<_>>());
    template(tag, &[&[table], members].concat())
}

/// Encodes a public key as 90 (exponent) and 91 (modulus).
pub(super) fn public_key(key: &RsaPrivateKey) -> Vec<u8> {
    [tlv(0x90, &[0x01, 0x00, 0x01]), tlv(0x91, &key.n().to_bytes_be())].concat()
}

/// Encodes a DigestInfo that names SHA-256, around 32 bytes, or around the 96 of three digests in one.
pub(crate) fn digest_info(digest: &[u8]) -> Vec<u8> {
    const SHA_256: [u8; 15] =
        [0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00];
    tlv(0x30, &[&SHA_256, tlv(0x04, digest).as_slice()].concat())
}

fn tag_bytes(tag: u16) -> Vec<u8> {
    let bytes = tag.to_be_bytes();
    if tag > 0xFF { bytes.to_vec() } else { vec![bytes[1]] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_takes_its_shortest_form() {
        for (length, header) in [(0, "df2700"), (127, "df277f"), (128, "df278180"), (256, "df27820100")] {
            assert!(hex::encode(tlv(0xDF27, &vec![0; length])).starts_with(header), "{length}");
        }
    }

    #[test]
    fn offsets_lead_to_the_members() {
        let members = [tlv(0xDF22, b"20260401"), tlv(0xDF23, b"1")];
        let file = template_with_offsets(0xFF20, &members);
        assert_eq!(hex::encode(&file[..12]), "ff20820016df2104000c0017");
        assert_eq!((&file[0x0C..0x0E], &file[0x17..0x19]), (&[0xDF, 0x22][..], &[0xDF, 0x23][..]));
    }

    #[test]
    fn three_digests_share_one_digest_info() {
        assert!(hex::encode(digest_info(&[0; 96])).starts_with("3071300d060960864801650304020105000460"));
        assert_eq!(digest_info(&[0; 32]).len(), 51);
    }
}
