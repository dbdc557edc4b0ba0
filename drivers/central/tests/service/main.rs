//! The rehearsal service and the client, over real TLS sockets on this machine; the rules on both databases.
#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::duplicate_mod, reason = "the same rules hold on both databases")]

mod bench;
mod crash;
mod document;
mod faults;
mod line;
mod postgres;
mod raw;

/// The rules, with one SQLite file.
#[path = "."]
mod on_sqlite {
    async fn bench() -> crate::bench::Bench {
        crate::bench::Bench::on(crate::bench::Engine::Sqlite).await
    }

    #[path = "enrolment.rs"]
    mod enrolment;
    #[path = "insurers.rs"]
    mod insurers;
    #[path = "nodes.rs"]
    mod nodes;
    mod outage;
    #[path = "queries.rs"]
    mod queries;
    #[path = "review.rs"]
    mod review;
    #[path = "rules.rs"]
    mod rules;
    #[path = "views.rs"]
    mod views;
}

/// The same rules, with a PostgreSQL server.
#[path = "."]
mod on_postgres {
    async fn bench() -> crate::bench::Bench {
        crate::bench::Bench::on(crate::bench::Engine::Postgres).await
    }

    #[path = "enrolment.rs"]
    mod enrolment;
    #[path = "insurers.rs"]
    mod insurers;
    #[path = "nodes.rs"]
    mod nodes;
    #[path = "queries.rs"]
    mod queries;
    #[path = "review.rs"]
    mod review;
    #[path = "rules.rs"]
    mod rules;
    #[path = "views.rs"]
    mod views;
}
