"""Condition expressions: written text to branches. Parsed and checked, never run as text."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import ErrorLevel, SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from etl.rules.branches import Branch, Branches, TooManyBranchesError, all_of, any_of
from etl.rules.conditions import KINDS, RANKED
from etl.rules.overlap import Allowed, values_without
from etl.rules.say import say
from etl.rules.words import codes, plain, words_of

MAX_SIGNS: Final = 1000
MAX_DEPTH: Final = 10
MAX_TESTS: Final = 60

_TOKENS: Final = frozenset(
    {
        *(TokenType.VAR, TokenType.STRING, TokenType.NUMBER, TokenType.COMMA),
        *(TokenType.EQ, TokenType.NEQ, TokenType.GT, TokenType.GTE, TokenType.LT, TokenType.LTE),
        *(TokenType.AND, TokenType.OR, TokenType.NOT, TokenType.IN, TokenType.BETWEEN),
        *(TokenType.L_PAREN, TokenType.R_PAREN),
    }
)
# What an input method writes for signs that count; each is one sign, so positions stay.
_WIDE: Final = str.maketrans("＝＜＞（），　！", "=<>(), !")
_RANK_TESTS: Final[Mapping[type[exp.Expr], Callable[[int, int], bool]]] = {
    exp.GT: lambda rank, bound: rank > bound,
    exp.GTE: lambda rank, bound: rank >= bound,
    exp.LT: lambda rank, bound: rank < bound,
    exp.LTE: lambda rank, bound: rank <= bound,
}


class ExpressionError(ValueError):
    """Why an expression is refused; `said` gives it in a language, with place and remedy."""

    def __init__(self, key: str, **values: object) -> None:
        """`key` is a text's name; `position` in the values counts signs from 1."""
        super().__init__(say("en", key, **values))
        self.key = key
        self.values = values

    def said(self, lang: str) -> str:
        """Return the refusal in `ja` or `en`."""
        return say(lang, self.key, **self.values)


@cache
def items() -> dict[str, str]:
    """Return the item of every name that an expression may use."""
    return {name: item for name, item in codes("item").items() if item != "customer_request"}


@cache
def read_expression(text: str) -> Branches:
    """Return the branches of an expression: it holds where all conditions of one branch hold.

    No branch at all means that it can never hold. Raises ExpressionError for everything that is
    not in the list of etl/rules/README.md.
    """
    if len(text) > MAX_SIGNS:
        raise ExpressionError("expression_long", signs=len(text), most=MAX_SIGNS)
    text = _narrowed(text)
    tree = _parsed(text, _tokens(text))
    try:
        return _Reader(text).branches(tree, is_wanted=True)
    except TooManyBranchesError as error:
        raise ExpressionError("expression_branches", most=error.most) from error


def _narrowed(text: str) -> str:
    """Return the text with signs of full width as plain ones, except between quotes."""
    parts = text.split("'")
    return "'".join(p.translate(_WIDE) if n % 2 == 0 else p for n, p in enumerate(parts))


def _tokens(text: str) -> list[Token]:
    try:
        tokens = DuckDB().tokenize(text)
    except SqlglotError as error:
        raise ExpressionError("expression_open", position=len(text)) from error
    if not tokens:
        raise ExpressionError("expression_empty")
    depth = tests = nots = 0
    at = 0
    for token in tokens:
        # Between two tokens stands space and nothing else: comments would hide there.
        _check_gap(text, at, token.start)
        at = token.end + 1
        if token.token_type in (TokenType.IS, TokenType.NULL):
            raise ExpressionError("expression_null", position=token.start + 1)
        if token.token_type not in _TOKENS:
            raise _refused(text, token.start, token.end)
        nots = nots + 1 if token.token_type == TokenType.NOT else 0
        depth += token.token_type == TokenType.L_PAREN
        depth -= token.token_type == TokenType.R_PAREN
        if max(depth, nots) > MAX_DEPTH:
            raise ExpressionError("expression_deep", position=token.start + 1, most=MAX_DEPTH)
        tests += token.token_type in (TokenType.STRING, TokenType.NUMBER)
        if tests > MAX_TESTS:
            raise ExpressionError("expression_values", position=token.start + 1, most=MAX_TESTS)
    _check_gap(text, at, len(text))
    return tokens


def _check_gap(text: str, start: int, stop: int) -> None:
    gap = text[start:stop]
    if gap.strip():
        first = start + len(gap) - len(gap.lstrip())
        raise _refused(text, first, stop - 1)


def _refused(text: str, start: int, end: int) -> ExpressionError:
    found = text[start : min(end + 1, start + 20)].strip()
    return ExpressionError("expression_word", position=start + 1, value=found)


def _parsed(text: str, tokens: list[Token]) -> exp.Expr:
    try:
        trees = DuckDB().parser(error_level=ErrorLevel.RAISE).parse(tokens, text)
    except (SqlglotError, RecursionError) as error:
        place = getattr(error, "errors", None) or [{}]
        position = place[0].get("col") or len(text)
        raise ExpressionError("expression_broken", position=position) from error
    if len(trees) != 1 or trees[0] is None:
        raise ExpressionError("expression_broken", position=len(text))
    tree: exp.Expr = trees[0]
    return tree


class _Reader:
    """Walks a parsed expression; every kind of node that it does not name is refused."""

    def __init__(self, text: str) -> None:
        self._text = text

    def branches(self, node: exp.Expr, is_wanted: bool) -> Branches:
        """Return where a node holds; with `is_wanted` False, where its opposite holds."""
        match node:
            case exp.Paren():
                return self.branches(node.this, is_wanted)
            case exp.Not():
                return self.branches(node.this, not is_wanted)
            case exp.And() | exp.Or():
                left = self.branches(node.left, is_wanted)
                right = self.branches(node.right, is_wanted)
                joined = all_of if isinstance(node, exp.And) is is_wanted else any_of
                return joined(left, right)
            case exp.EQ() | exp.NEQ() | exp.GT() | exp.GTE() | exp.LT() | exp.LTE():
                item, allowed = self._compared(node)
            case exp.In():
                item, allowed = self._listed(node)
            case exp.Between():
                item, allowed = self._between(node)
            case _:
                raise self._wrong(node)
        if not is_wanted:
            allowed = values_without(item, allowed)
        return () if allowed.is_empty else (Branch.of(item, allowed),)

    def _compared(self, node: exp.Expr) -> tuple[str, Allowed]:
        item = self._item(node.this)
        code = self._code(item, node.expression, node)
        if type(node) in _RANK_TESTS:
            ranks, holds = self._ranks(item, node), _RANK_TESTS[type(node)]
            bound = ranks.index(code)
            return item, Allowed(frozenset(r for n, r in enumerate(ranks) if holds(n, bound)))
        allowed = Allowed(frozenset({code}))
        return item, values_without(item, allowed) if isinstance(node, exp.NEQ) else allowed

    def _listed(self, node: exp.In) -> tuple[str, Allowed]:
        self._only(node, "this", "expressions")
        item = self._item(node.this)
        if not node.expressions:
            raise self._wrong(node)
        return item, Allowed(frozenset(self._code(item, v, node) for v in node.expressions))

    def _between(self, node: exp.Between) -> tuple[str, Allowed]:
        self._only(node, "this", "low", "high")
        item = self._item(node.this)
        ranks = self._ranks(item, node)
        low, high = (ranks.index(self._code(item, node.args[k], node)) for k in ("low", "high"))
        return item, Allowed(frozenset(ranks[low : high + 1]))

    def _only(self, node: exp.Expr, *names: str) -> None:
        if any(value for name, value in node.args.items() if name not in names):
            raise self._wrong(node)

    def _item(self, node: Any) -> str:
        is_plain = isinstance(node, exp.Column) and set(_given(node)) == {"this"}
        if not is_plain or not isinstance(node.this, exp.Identifier):
            raise self._wrong(node)
        found = items().get(plain(node.name))
        if found is None:
            names = ", ".join(sorted(set(items().values())))
            raise ExpressionError(
                "expression_item", position=self._position(node), value=node.name, items=names
            )
        return found

    def _ranks(self, item: str, node: exp.Expr) -> tuple[str, ...]:
        if item not in RANKED:
            names = ", ".join(RANKED)
            position = self._position(node)
            raise ExpressionError("expression_rank", position=position, value=item, items=names)
        return RANKED[item]

    def _code(self, item: str, node: Any, test: exp.Expr) -> str:
        if not isinstance(node, exp.Literal):
            raise self._wrong(test, "expression_literal")
        value = str(node.this)
        if item in KINDS:
            code = codes(KINDS[item]).get(plain(value))
            if code is None:
                words = ", ".join(words_of(KINDS[item]))
                position = self._position(test)
                raise ExpressionError(
                    "expression_value", position=position, value=value, item=item, words=words
                )
            return code
        value = value.strip()
        if not node.is_string or not value or "," in value:
            raise ExpressionError(
                "expression_text", position=self._position(test), value=node.this, item=item
            )
        return value

    def _wrong(self, node: Any, key: str = "expression_word") -> ExpressionError:
        value = node.sql()[:30] if isinstance(node, exp.Expr) else str(node)
        return ExpressionError(key, position=self._position(node), value=value)

    def _position(self, node: Any) -> int:
        """Return where the first name in a node begins, counted from 1."""
        names = node.find_all(exp.Identifier) if isinstance(node, exp.Expr) else ()
        starts = [name.meta["start"] for name in names if "start" in name.meta]
        return min(starts, default=0) + 1


def _given(node: exp.Expr) -> list[str]:
    return [name for name, value in node.args.items() if value]
