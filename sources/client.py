"""Questions answered from the cache where it has a young answer, else by the service.

httpx is imported when a service is asked for the first time: what is in the cache comes without it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from lawdiff.sources.cache import Answer, Cache
from lawdiff.sources.errors import SourceError
from lawdiff.sources.question import Clock, Question, nobody_watches

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from lawdiff.sources.settings import Settings
    from lawdiff.sources.transport import Transport


@dataclass(slots=True)
class Client:
    """Answers questions; a context manager that closes its connections.

    Attributes:
        settings: cache, services, limits.
        clock: for pauses and the age of what is kept.
        watch: is told what is asked for, how many bytes came, and of how many.
    """

    settings: Settings
    clock: Clock = field(default_factory=Clock)
    watch: Callable[[str, int, int | None], None] = nobody_watches
    _transport: Transport | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._transport is not None:
            self._transport.close()

    def ask(self, question: Question) -> Answer:
        """Return the answer to a question.

        Raises:
            SourceError: there is none; or offline, none is kept.
        """
        question = replace(question, address=self.settings.services.here(question.address))
        cache = Cache(self.settings.cache)
        kept = cache.read(question.address)
        if self.settings.offline:
            if kept is None:
                host = urlsplit(question.address).netloc
                reason = f"is not in the cache ({cache.folder}), and offline {host} is not asked"
                raise SourceError(question.about, reason)
            return kept
        if (
            kept is not None
            and not self.settings.refresh
            and 0 <= self.clock.now() - kept.at < question.fresh
        ):
            return kept
        try:
            answer = self._ask(question, kept)
        except SourceError as error:
            if kept is None:
                raise
            reason = f"{error.reason}; offline, the copy in the cache is taken"
            raise SourceError(error.about, reason) from error
        cache.write(answer)
        return answer

    def _ask(self, question: Question, kept: Answer | None) -> Answer:
        if self._transport is None:
            from lawdiff.sources.transport import Transport  # noqa: PLC0415 - httpx, only where somebody is asked

            self._transport = Transport(self.settings, self.clock, self.watch)
        return self._transport.ask(question, kept)
