"""Files of every kind in one database: each is imported or refused, whatever is held, and taken back without a trace."""

import random
from pathlib import Path

import pytest
from corpus import CASES

from parreform.catalog import Catalog
from parreform.errors import InputRefused
from parreform.hints import Hints
from parreform.ingest import faults_of, import_file
from parreform.reconcile import Scope, check_held
from parreform.store import Provenance, Store

NAMES = sorted(CASES)


@pytest.mark.parametrize("seed", [1, 2])
def test_files_of_every_kind_go_into_one_database_and_out_again(seed: int, tmp_path: Path, catalog: Catalog) -> None:
    chance = random.Random(seed)
    chosen = chance.sample(NAMES, len(NAMES) // 2)
    imported = 0
    with Store.open(str(tmp_path / "x.db"), catalog, write=True) as store:
        for name in chosen:
            case = CASES[name]
            (tmp_path / name).mkdir()
            path = case.build().save(tmp_path / name)
            try:
                told = import_file(store, path, Hints.told(case.options), Provenance()).findings
                imported += 1
            except InputRefused as refused:
                told = tuple(faults_of(refused))
            assert all(f.message and (f.suggestion or f.severity != "error") for f in told)
        assert imported > len(chosen) / 3
        assert all(f.message for _, f in check_held(store, Scope("")))
        sources = [s for s in store.sources() if s.live]
        for source in chance.sample(sources, len(sources)):
            store.undo(source)
        assert store.values() == []
        assert not any(s.live for s in store.sources())
