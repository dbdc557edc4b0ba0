//! Kiosk, nodes and PostgreSQL die by SIGKILL in the middle of visits: nothing is lost, nothing happens twice.
//!
//! Every process is this test program again (`scene`); the kiosk is the real client with a journal of its own
//! (`kiosk`), and afterwards journal and records are held against each other (`verdict`). Sixty visits on every check;
//! `MADOGUCHI_TEST_FULL=1` lets ten thousand come, `MADOGUCHI_TEST_VISITS` any number.

#![expect(clippy::print_stdout, reason = "how much was borne is the result")]

mod journal;
mod kiosk;
mod scene;
mod verdict;

pub(crate) use scene::kept_key;

use crate::bench::Engine;
use rand::Rng as _;
use rand::seq::SliceRandom as _;
use scene::Scene;
use std::time::{Duration, Instant};

/// Without an end by then, something hangs.
const LONGEST: Duration = Duration::from_secs(1800);

/// How many visits come: few on every check, many where asked for.
fn visits() -> usize {
    let asked = std::env::var("MADOGUCHI_TEST_VISITS").ok().and_then(|text| text.parse().ok());
    let full = std::env::var_os("MADOGUCHI_TEST_FULL").is_some();
    asked.unwrap_or(if full { 10_000 } else { 60 })
}

/// How many processes are killed for so many visits.
fn deaths(visits: usize) -> usize {
    8 + visits / 100
}

/// Lets the visits happen, kills somebody whenever a few more are done, and judges what is left.
fn survives(engine: Engine) {
    let (visits, start) = (visits(), Instant::now());
    let mut scene = Scene::set(engine, visits);
    let mut moments = moments(visits);
    let mut victims = Vec::new();
    let mut killed = std::collections::BTreeMap::<&str, u32>::new();
    while !scene.is_over() {
        assert!(start.elapsed() < LONGEST, "{} of {visits} visits in {:?}", scene.done(), start.elapsed());
        scene.raise_the_dead();
        if moments.last().is_some_and(|moment| scene.done() >= *moment) {
            moments.pop();
            if victims.is_empty() {
                victims = scene.victims();
                victims.shuffle(&mut rand::thread_rng());
            }
            let victim = victims.pop().unwrap();
            scene.kill(victim);
            *killed.entry(victim).or_default() += 1;
        }
        std::thread::sleep(Duration::from_millis(rand::thread_rng().gen_range(5..40)));
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{visits} visits in {seconds:.1} s, {:.0}/s, killed: {killed:?}", visits as f64 / seconds);
    assert!(moments.is_empty(), "the visits were over before everybody had died");
    println!("{}", verdict::judge(&scene));
}

/// When somebody dies: at so many visits done, the last moment first; never once all are done.
fn moments(visits: usize) -> Vec<usize> {
    let mut moments: Vec<_> =
        (0..deaths(visits)).map(|_| rand::thread_rng().gen_range(0..visits * 9 / 10)).collect();
    moments.sort_unstable_by(|one, other| other.cmp(one));
    moments
}

#[test]
fn two_nodes_on_postgres_lose_nothing_and_do_nothing_twice_whoever_dies() {
    survives(Engine::Postgres);
}

#[test]
fn one_node_on_sqlite_loses_nothing_and_does_nothing_twice_whoever_dies() {
    survives(Engine::Sqlite);
}
