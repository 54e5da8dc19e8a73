"""What the lexicon hears in a note, and what it must not: the same word in another sense."""

import duckdb
import polars as pl
import pytest

from etl.settings import read_settings
from etl.wording.matching import match_notes

SAID_BEFORE = {
    "さっき言ったのに、また番号を聞くんですか。": True,
    "さっきも言いましたけど、注文は先週です。": True,
    "先ほどの方にも説明しましたよ。": True,
    "何度も同じことを言わせないで。": True,
    "また最初から話すんですか": True,
    "I already told you my order number.": True,
    "I’ve already explained this to your colleague": True,
    "How many times do I have to say it?": True,
    "As I said, it is broken.": True,
    "I do not want to repeat myself again": True,
    "前の人に全部話したんですけど": True,
    "I have told three people now.": True,
    "さっき言われたとおりに再起動したら直りました。": False,
    "先ほどはご説明ありがとうございました。": False,
    "何度も確認していただき助かりました。": False,
    "同じものを二つ注文したい。": False,
    "You already told me the price, thank you.": False,
    "I was already told it would be late.": False,
    "I already gave up on it.": False,
    "Please repeat the number.": False,
    "以前伝えた住所から変更なし": False,
    "I told the driver to leave it at the door": False,
}
IN_A_HURRY = {
    "急いでいるので早めにお願いします": True,
    "至急連絡がほしい": True,
    "まだですか？": True,
    "いつまで待たせるの": True,
    "早くしてください。": True,
    "もう30分も待っている": True,
    "I am in a hurry": True,
    "Need it ASAP": True,
    "I have been kept waiting for an hour": True,
    "This is URGENT!": True,
    "I need this fixed now": True,
    "急いでいないので後日で構いません。": False,
    "お急ぎ便で注文した。": False,
    "急ぎではありません": False,
    "急に電源が落ちた。": False,
    "急行の切符について": False,
    "No rush, tomorrow is fine.": False,
    "I'm not in a hurry.": False,
    "It is not urgent": False,
    "That is not that urgent": False,
    "It works right now, and it started immediately": False,
    "It broke during rush hour": False,
    "すぐに対応していただき助かりました。": False,
    "いつですか、配達は": False,
}
ANGRY = {
    "お客様は大変お怒りのご様子": True,
    "電話口で怒鳴っていた": True,
    "ふざけるな、責任者を出せ": True,
    "ご立腹で電話を切られた": True,
    "もう許せません": True,
    "Customer is furious": True,
    "This is unacceptable.": True,
    "I'm fed up with this": True,
    "怒っていませんが、理由を知りたい。": False,
    "お怒りではなく、ご相談でした": False,
    "怒ってはいらっしゃらない": False,
    "お怒りの様子はありません": False,
    "She didn’t get angry": False,
    "期限に遅れて上司に怒られるので困る": False,
    "喜怒哀楽を描いた本について": False,
    "He was not angry at all, only worried.": False,
    "Cannot install Angry Birds": False,
    "詐欺のようなSMSが届いた": False,
    "The fan makes a screaming noise": False,
    "How do I rip off the label?": False,
}
NUMBER = {
    "影響は３件": True,
    "影響は三件、お客様は五名": True,
    "十分以内に折り返し": True,
    "二十分ほど停止": True,
    "3 orders are late": True,
    "Two customers cannot log in": True,
    "half an hour of delay": True,
    "三日前から二店舗で停止": True,
    "二つの注文が未着": True,
    "多くのお客様に影響": False,
    "十分に確認しました。": False,
    "もう一回電話するとのこと": False,
    "一時的な不具合": False,
    "六本木の店舗から": False,
    "四日市のお客様": False,
    "一番困っている": False,
    "Several customers cannot log in": False,
    "No one knows why": False,
    "連絡先は***": False,
}
HEATED = {
    "この客は本当にしつこい": True,
    "またクレーマーです": True,
    "最悪の対応をされた!!": True,
    "いい加減にしてほしい。": True,
    "This is ridiculous": True,
    "Another rude customer, I am sick of it": True,
    "お客様は「ふざけるな」とおっしゃった。": False,
    "最悪の場合、明日まで停止します。": False,
    "最低限の情報は確認済み": False,
    "うるさい音がするとの申告": False,
    "The cable is useless, says the customer; the worst is over": False,
    'Customer said "this is ridiculous" and hung up.': False,
    "In the worst case it stays down until noon": False,
    "お客様が返金を希望。返品規程の例外にあたるか判断をお願いします。": False,
    "Customer asks for a refund past the limit; please decide!": False,
}
EVERY = [
    *(("told", "has_said_before", note, heard) for note, heard in SAID_BEFORE.items()),
    *(("complained", "is_in_a_hurry", note, heard) for note, heard in IN_A_HURRY.items()),
    *(("feedback", "is_angry", note, heard) for note, heard in ANGRY.items()),
    *(("reported", "has_number", note, heard) for note, heard in NUMBER.items()),
    *(("escalated", "is_heated", note, heard) for note, heard in HEATED.items()),
]


@pytest.fixture(scope="module")
def heard() -> dict[str, dict[str, object]]:
    """What the product's own lexicon tells of every note above."""
    events = [{"event": event, "note": note} for event, _, note, _ in EVERY]
    patterns = read_settings().dimensions["dim_wording_pattern"]
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as stage")
        connection.execute("create schema facts")
        for name, frame in (("file", pl.DataFrame(events)), ("pattern", patterns)):
            connection.register(f"given_{name}", frame.to_arrow())
        connection.execute("create table stage.event_file as from given_file")
        connection.execute("create table facts.dim_wording_pattern as from given_pattern")
        match_notes(connection)
        rows = connection.sql("from stage.note_wording").pl().to_dicts()
    return {row["note"]: row for row in rows}


@pytest.mark.parametrize(("event", "signal", "note", "is_heard"), EVERY)
def test_a_note_says_it_or_does_not(heard, event, signal, note, is_heard):
    assert heard[note][signal] is is_heard


def test_a_signal_is_unknown_in_notes_that_are_not_read_for_it(heard):
    told, written = heard["至急連絡がほしい"], heard["影響は３件"]
    assert (told["has_number"], told["is_heated"]) == (None, None)
    assert (written["has_said_before"], written["is_in_a_hurry"], written["is_angry"]) == (
        *(None, None, None),
    )
