//! How the records' connections fare, counted beside the work.

use super::StoreError;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// The outcomes of a transaction, as they are counted.
const OUTCOMES: [&str; 4] = ["committed", "conflict", "lost", "failed"];

/// Counts; shared by the queue and the threads behind it.
#[derive(Default)]
pub(super) struct Counts {
    /// Below zero for an instant where a thread is quicker than the one that asks.
    waiting: AtomicI64,
    connections: AtomicI64,
    open: AtomicI64,
    transactions: [AtomicU64; OUTCOMES.len()],
}

/// Is what the counts were at one moment.
pub(in crate::rehearsal) struct Gauges {
    /// Questions that wait for a connection.
    pub(in crate::rehearsal) waiting: i64,
    /// Connections that the node keeps.
    pub(in crate::rehearsal) connections: i64,
    /// Those of them that were not lost at their last use.
    pub(in crate::rehearsal) open: i64,
    /// Transactions by outcome.
    pub(in crate::rehearsal) transactions: Vec<(&'static str, u64)>,
}

impl Counts {
    pub(super) fn asked(&self) {
        self.waiting.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn taken(&self, questions: usize) {
        self.waiting.fetch_sub(i64::try_from(questions).unwrap_or(i64::MAX), Ordering::Relaxed);
    }

    pub(super) fn connected(&self) {
        self.connections.fetch_add(1, Ordering::Relaxed);
        self.regained();
    }

    pub(super) fn lost(&self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }

    pub(super) fn regained(&self) {
        self.open.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn transacted(&self, error: Option<&StoreError>) {
        let outcome = match error {
            None => 0,
            Some(StoreError::Conflict) => 1,
            Some(StoreError::Lost) => 2,
            Some(_) => 3,
        };
        if let Some(count) = self.transactions.get(outcome) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub(super) fn read(&self) -> Gauges {
        let counts = self.transactions.iter().map(|count| count.load(Ordering::Relaxed));
        Gauges {
            waiting: self.waiting.load(Ordering::Relaxed).max(0),
            connections: self.connections.load(Ordering::Relaxed),
            open: self.open.load(Ordering::Relaxed),
            transactions: OUTCOMES.into_iter().zip(counts).collect(),
        }
    }
}
