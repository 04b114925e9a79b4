"""The built-in layouts, one module each: what a school's forms look like."""
