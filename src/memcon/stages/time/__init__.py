"""Times: `expressions` finds them with the forms of `time.toml`, `tense` reads the clause."""
