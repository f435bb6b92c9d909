"""Who turns pictures and tables into bytes: this process, or several beside it that stay warm.

A worker is a new process that loads the drawing library once and then draws what it is handed. It has no
file open and ends when its pipe does, so a killed export leaves nobody behind.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parreform.export import Listing
from parreform.settings import Language, prepare_drawing, set_language, t

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from queue import SimpleQueue

    from parreform.pictures.base import Picture

WORTH_A_WORKER = 12
"""Items that take as long as starting a worker does."""

GRACE = 3.0
"""Seconds in which a worker may finish what it has in hand."""


@dataclass(frozen=True, slots=True)
class Task:
    """A body to turn into each of some formats."""

    name: str
    body: "Picture | Listing"
    size: str
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The bytes of each format of a task, or what went wrong."""

    name: str
    made: tuple[tuple[str, bytes], ...] = ()
    fault: str = ""


def perform(task: Task) -> Done:
    """Draw or write one body; a fault is told, so that the others are still made."""
    try:
        return Done(task.name, tuple(_made(task)))
    except Exception as fault:  # noqa: BLE001 - one picture less is no reason to make none
        from traceback import format_exc

        words = format_exc() if os.environ.get("PARREFORM_DEBUG") else f"{type(fault).__name__}: {fault}"
        return Done(task.name, fault=words)


def _made(task: Task) -> Iterator[tuple[str, bytes]]:
    if isinstance(task.body, Listing):
        from parreform.export import render as written

        yield from ((suffix, written(task.body, suffix)) for suffix in task.suffixes)
        return
    prepare_drawing()
    from parreform import charts

    figure = charts.draw(task.body, size=task.size)
    yield from ((suffix, charts.render(figure, f".{suffix}")) for suffix in task.suffixes)


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def performed(tasks: Sequence[Task], jobs: int, language: Language) -> Iterator[Done]:
    """The results of tasks as they come, by `jobs` processes (0: as many as pay off)."""
    jobs = min(jobs or min(cores(), len(tasks) // WORTH_A_WORKER), len(tasks))
    if jobs <= 1:
        yield from map(perform, tasks)
    else:
        yield from _Crew(jobs, language).performed(iter(tasks))


class _Crew:
    """Workers and what each has in hand: one task being done and one waiting, so that none is idle."""

    def __init__(self, jobs: int, language: Language) -> None:
        from multiprocessing import get_context

        # a fork would copy locks of library threads in whatever state they are; a new process is the same everywhere
        self._context = get_context("spawn")
        self._language: Language = language
        self._hands: dict[Connection[Any, Any], tuple[BaseProcess, list[str]]] = {}
        for _ in range(jobs):
            self._hire()

    def _hire(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._language), daemon=True)
        process.start()
        theirs.close()
        self._hands[ours] = process, []

    def performed(self, tasks: Iterator[Task]) -> Iterator[Done]:
        """Hand out tasks and take in results until there are no more; workers end with us."""
        from multiprocessing.connection import wait

        try:
            waiting = True
            while waiting or any(names for _, names in self._hands.values()):
                waiting = waiting and self._hand_out(tasks)
                for pipe in wait(self._busy()):
                    yield from self._taken_in(pipe)  # type: ignore[arg-type]
        finally:
            self._dismiss()

    def _busy(self) -> "Sequence[Connection[Any, Any]]":
        return [pipe for pipe, (_, names) in self._hands.items() if names]

    def _hand_out(self, tasks: Iterator[Task]) -> bool:
        """Give work to whoever has less than two tasks; false once there is no more."""
        for wanted in (1, 2):
            for pipe, (_, names) in self._hands.items():
                if len(names) < wanted:
                    task = next(tasks, None)
                    if task is None:
                        return False
                    names.append(task.name)
                    with suppress(OSError):  # a worker that died is noticed when its result is due
                        pipe.send(task)
        return True

    def _taken_in(self, pipe: "Connection[Any, Any]") -> Iterator[Done]:
        process, names = self._hands[pipe]
        try:
            done: Done = pipe.recv()
            names.remove(done.name)
            yield done
        except (EOFError, OSError):
            process.join()
            self._hands.pop(pipe)
            self._hire()
            code = process.exitcode
            words = t(f"tiến trình vẽ đã dừng (mã {code})", f"the drawing process ended (code {code})")
            yield from (Done(name, fault=words) for name in names)

    def _dismiss(self) -> None:
        """A worker ends when its pipe does, and clears up after itself; one that does not is ended."""
        for pipe in self._hands:
            pipe.close()
        for process, _ in self._hands.values():
            process.join(GRACE)
            if process.is_alive():
                process.terminate()
                process.join()


def work(pipe: "Connection[Any, Any]", language: Language) -> None:
    """A worker's life: tasks in, results out, until the other end is closed."""
    import gc
    import signal
    from queue import SimpleQueue
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asked for the work ends it
    gc.set_threshold(200_000, 50, 100)
    set_language(language)
    tasks: SimpleQueue[Task | None] = SimpleQueue()
    Thread(target=_fetch, args=(pipe, tasks), daemon=True).start()
    with suppress(OSError):
        while (task := tasks.get()) is not None:
            pipe.send(perform(task))


def _fetch(pipe: "Connection[Any, Any]", tasks: "SimpleQueue[Task | None]") -> None:
    """Take tasks in while others are being done: who hands them out must never wait for who waits for them."""
    with suppress(EOFError, OSError):
        while True:
            tasks.put(pipe.recv())
    tasks.put(None)
