"""Documents back in: read with care, compared with what they carry, weighed against what is here."""
