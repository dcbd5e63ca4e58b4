"""The stages of reading, one module a step, each named after what it produces."""
