"""A daemon that has no results to give."""

from __future__ import annotations

from offline_queue.contract.result_messages import PieceParams, ResultBegun, ResultParams, ResultPiece


class NoResults:
    """Answers as `Results` does while the portal is away."""

    def fetch(self, params: ResultParams) -> ResultBegun:
        """Nothing comes."""
        del params
        return ResultBegun(result="not_now")

    def piece(self, params: PieceParams) -> ResultPiece:
        """Nothing is there."""
        del params
        return ResultPiece(result="gone")
