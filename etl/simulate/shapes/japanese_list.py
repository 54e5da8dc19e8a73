"""Shapes `excel` (a full Japanese contact list) and `poor` (what most centers really have)."""

import polars as pl

from etl.simulate.shapes.escalation_rows import contact_rows, hop_rows

_SITE = {"sapporo": "①札幌", "tokyo": "②東京", "fukuoka": "③福岡"}
_CHANNEL = {"phone": "電話", "email": "メール", "chat": "チャット", "web": "Webフォーム"}
_MODE = {"consult": "相談", "takeover": "引継ぎ"}
_JUDGEMENT = {
    "needed": "必要",
    "could_have_stayed": "一次で可",
    "too_late": "遅い",
    "wrong_level": "相手違い",
}
_NAMES = (
    "髙橋",
    "佐藤",
    "㈱山﨑商店",
    "鈴木",
    "田中",
    "㈲伊藤工務店",
    "渡邊",
    "中村",
    "小林",
    "濵田",
)


def japanese_list(log: pl.DataFrame) -> pl.DataFrame:
    """One row per contact; of several escalations the first one is shown."""
    rows = _contacts_with_first_hop(log)
    took = (pl.col("resolved_at") - pl.col("opened_at")).dt.total_seconds()
    return rows.select(
        pl.col("contact_id").alias("受付番号"),
        _day("opened_at", "%Y年%-m月%-d日").alias("受付日"),
        _clock("opened_at").alias("受付時刻"),
        _word("center", _SITE).alias("拠点"),
        pl.col("team").cast(pl.String).alias("班"),
        _word("channel", _CHANNEL).alias("受付方法"),
        pl.col("category").cast(pl.String).alias("大分類"),
        pl.col("subcategory").cast(pl.String).alias("中分類"),
        pl.col("product").cast(pl.String).alias("商品"),
        _customer_name().alias("お客様名"),
        pl.col("operator").cast(pl.String).alias("担当者"),
        _yes("raised_at").alias("エスカレ"),
        _day("raised_at", "%Y/%-m/%-d").alias("エスカレ日"),
        _clock("raised_at").alias("エスカレ時刻"),
        pl.col("target").cast(pl.String).alias("エスカレ先"),
        _word("mode", _MODE).alias("相談/引継ぎ"),
        pl.col("rule_id").cast(pl.String).alias("ルール番号"),
        _roles("failed").alias("つながらなかった相手"),
        _roles("wrong").alias("担当違いの相手"),
        pl.col("answered_by").cast(pl.String).alias("応答者"),
        _day("accepted_at", "%Y/%-m/%-d").alias("受領日"),
        _clock("accepted_at").alias("受領時刻"),
        _word("judgement", _JUDGEMENT).alias("判定"),
        _day("resolved_at", "%Y/%-m/%-d").alias("完了日"),
        _clock("resolved_at").alias("完了時刻"),
        _duration(took).alias("所要時間"),
        _result().alias("結果"),
        _yes("complained_at").alias("苦情"),
        _yes("reopened_at").alias("再受付"),
        pl.col("note").cast(pl.String).alias("備考"),
    )


def poor_list(log: pl.DataFrame) -> pl.DataFrame:
    """Number, received at, category, target, result and note; a blank target: not escalated."""
    return _contacts_with_first_hop(log).select(
        pl.col("contact_id").alias("受付番号"),
        pl.format("{} {}", _day("opened_at", "%Y/%-m/%-d"), _clock("opened_at")).alias("受付日時"),
        pl.col("category").cast(pl.String).alias("大分類"),
        pl.col("target").cast(pl.String).alias("エスカレ先"),
        _result().alias("結果"),
        pl.col("note").cast(pl.String).alias("備考"),
    )


def _contacts_with_first_hop(log: pl.DataFrame) -> pl.DataFrame:
    hops = hop_rows(log).unique("contact_id", keep="first", maintain_order=True)
    first = hops.select(
        "contact_id",
        pl.col("occurred_at").alias("raised_at"),
        "target",
        "mode",
        "rule_id",
        "failed",
        "wrong",
        "answered_by",
        "accepted_at",
        "returned_at",
        "judgement",
    )
    return contact_rows(log).join(first, on="contact_id", how="left", maintain_order="left")


def _result() -> pl.Expr:
    return (
        pl.when(pl.col("abandoned_at").is_not_null())
        .then(pl.lit("お客様放棄"))
        .when(pl.col("resolved_at").is_null())
        .then(pl.lit("対応中"))
        .when(pl.col("reopened_at").is_not_null())
        .then(pl.lit("再対応"))
        .when(pl.col("returned_at").is_not_null())
        .then(pl.lit("差戻し"))
        .otherwise(pl.lit("完了"))
    )


def _word(column: str, words: dict[str, str]) -> pl.Expr:
    return pl.col(column).cast(pl.String).replace_strict(words, default=None)


def _roles(column: str) -> pl.Expr:
    return pl.col(column).str.replace("none", "なし").str.replace_all(",", "、")


def _yes(column: str) -> pl.Expr:
    return pl.when(pl.col(column).is_not_null()).then(pl.lit("あり")).otherwise(pl.lit("なし"))


def _day(column: str, pattern: str) -> pl.Expr:
    return pl.col(column).dt.strftime(pattern)


def _clock(column: str) -> pl.Expr:
    return pl.col(column).dt.strftime("%-H:%M:%S")


def _customer_name() -> pl.Expr:
    number = pl.col("customer_id").str.slice(2).cast(pl.Int64) % len(_NAMES)
    return number.replace_strict(dict(enumerate(_NAMES)), return_dtype=pl.String)


def _duration(seconds: pl.Expr) -> pl.Expr:
    """Hours without limit, then minutes and seconds, as Excel shows [h]:mm:ss."""
    return pl.format(
        "{}:{}:{}",
        seconds // 3600,
        (seconds // 60 % 60).cast(pl.String).str.zfill(2),
        (seconds % 60).cast(pl.String).str.zfill(2),
    )
