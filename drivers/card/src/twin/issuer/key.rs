//! RSA-2048 keys, several at once because each takes a while.

use std::thread;

use rand::rngs::StdRng;
use rand::{CryptoRng, Rng, RngCore, SeedableRng};
use rsa::traits::PrivateKeyParts;
use rsa::traits::PublicKeyParts;
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use sha2::{Digest, Sha256};

use super::encoding::digest_info;
use crate::twin::Error;

/// Makes `N` keys, each on its own thread; the same random numbers give the same keys.
pub(super) fn generate<const N: usize>(
    rng: &mut (impl RngCore + CryptoRng),
) -> Result<[RsaPrivateKey; N], Error> {
    let seeds: [[u8; 32]; N] = std::array::from_fn(|_| rng.r#gen());
    let keys: Vec<_> = thread::scope(|scope| {
        let threads = seeds.map(|seed| scope.spawn(move || one(&mut StdRng::from_seed(seed))));
        threads
            .into_iter()
            .map(|thread| thread.join().map_err(|_| Error::KeyThread)?)
            .collect::<Result<_, _>>()
    })?;
    keys.try_into().map_err(|_| Error::KeyThread)
}

/// Makes one key whose first prime is the larger, which is the only order that PKCS#8 readers agree on.
fn one(rng: &mut StdRng) -> Result<RsaPrivateKey, Error> {
    let key = RsaPrivateKey::new(rng, 2048)?;
    let mut primes = key.primes().to_vec();
    primes.sort_by(|a, b| b.cmp(a));
    Ok(RsaPrivateKey::from_components(key.n().clone(), key.e().clone(), key.d().clone(), primes)?)
}

/// Signs SHA-256 of `message` by PKCS#1 v1.5.
pub(super) fn sign(key: &RsaPrivateKey, message: &[u8]) -> Result<Vec<u8>, Error> {
    sign_block(key, &digest_info(&Sha256::digest(message)))
}

/// Pads and signs `block` as it is, which is how three digests come under one signature.
pub(super) fn sign_block(key: &RsaPrivateKey, block: &[u8]) -> Result<Vec<u8>, Error> {
    Ok(key.sign(Pkcs1v15Sign::new_unprefixed(), block)?)
}
