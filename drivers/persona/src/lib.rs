//! Drawn people and their cards' data, for the virtual twins only
