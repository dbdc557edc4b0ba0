//! One card photo, one camera: detect, judge, align, embed, compare
