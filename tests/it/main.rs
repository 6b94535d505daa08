//! Tests of the whole crate, in one binary so that the window library is linked once.

mod architecture;
