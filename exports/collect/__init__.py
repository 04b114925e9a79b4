"""Documents back in: read with care, compared with what they carry, weighed against what is here.

Who hands what to whom:

=============  ====================  ======================================================
Noun           Made by               What it is, and who gets it
=============  ====================  ======================================================
`Source`       `sources.sources`     a file somewhere, not read yet; for `paper`
`Paper`        `paper`               a document that was opened; for `readback`, `arrivals`
`Readings`     `readback`            the words at its places; for `corrections`
`Corrections`  `corrections`         what somebody has changed in it; for `arrivals`
`Arrival`      `arrivals`            the record it was issued with, and as it says now; for
                                     `exchange.judging`
`Judgement`    `exchange.judging`    which side is newer, and what collides with ours
`Collected`    `collecting`          a source and what came of it; people decide on it
`Choice`       `choices`             what they decided, difference by difference
`Taking`       `exchange.taking`     a judgement that is taken over, and from which file
`Collection`   `collecting`          a heap of all that, with what was refused and asked
=============  ====================  ======================================================
"""
