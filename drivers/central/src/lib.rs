//! The verification service: its client, its wire format, its rehearsal
