//! IFD handler
