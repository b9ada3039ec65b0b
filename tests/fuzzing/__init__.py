"""Fuzzing by coverage: inputs that reach new lines are kept and changed further (atheris, libFuzzer).

`targets/`     from bytes to a claim: each reads any bytes, and what it raises is a defect
`corpora/`     made-up inputs by target, each of which reaches something that no other does; what was once a
               defect stands there under its name, see `test_corpora.py`
`words/`       libFuzzer's dictionaries: what the formats are made of

    python -m tests.fuzzing dates -runs=1000 -seed=1     # as the gate runs it
    make fuzz TARGET=dates MINUTES=10                    # goes on from the corpus; `fuzz.py`
"""
