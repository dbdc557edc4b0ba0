//! The receipt computer's folder: OQS result files, encodings, atomic delivery
