//! Madoguchi.
