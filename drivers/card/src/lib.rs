//! The My Number Card over ISO 7816-4 and PC/SC, and its virtual twin
