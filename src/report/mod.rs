//! Report: the brief as a model, and its renderers.
