"""Targets: dated rules and an officer's own, held against what is stored."""

import typer

from parreform import options as o
from parreform.commands import run
from parreform.options import Format
from parreform.settings import t

app = typer.Typer()


@app.command(
    cls=o.Command,
    help=t(
        "Chỉ tiêu đạt hay không đạt, số nào quyết định, còn thiếu bao nhiêu",
        "Which targets are met, the number that decides, and what is missing",
    ),
)
def targets(
    province: o.Province = "",
    index: o.Index = "",
    year: o.Year = None,
    file: o.TargetFile = None,
    rules: o.Rules = False,
    example: o.Example = False,
    fmt: o.Fmt = Format.table,
    out: o.Out = None,
) -> None:
    if example:
        from parreform import settings

        run.write((settings.packaged("sample_data") / "targets.toml").read_bytes(), out)
        return
    from parreform import target_words, targeting

    if rules:
        run.put(target_words.rule_listing(run.catalog().rules.values()), fmt, out)
        return
    with run.open_store() as store:
        found = targeting.answers(store, targeting.Asked(province, index, year, file))
        if run.on_screen(fmt, out):
            from parreform.target_views import show_targets

            show_targets(found, store.catalog)
        else:
            run.put(target_words.listing(found, store.catalog), fmt, out)
