from datetime import date

from gridhall.hall.labels import audit_label, days_in_words, problem_label, remedy, size_label


def test_days_are_run_together() -> None:
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 10)]
    assert days_in_words(days) == "9月30日—10月2日（3 天），10月10日（周六）"
    assert days_in_words([date(2026, 1, 1), date(2026, 1, 2)]) == "1月1日—2日（2 天）"
    assert days_in_words([]) == ""


def test_every_rule_of_the_program_has_its_words(db: object) -> None:
    from gridhall import parts

    with db.read() as session:  # type: ignore[attr-defined]
        rules = [problem.rule for check in parts.CHECKS for problem in check(session)]
    assert len(rules) > 15
    assert [rule for rule in rules if problem_label(rule) == rule or not remedy(rule)] == []


def test_a_rule_of_a_later_version_shows_its_code() -> None:
    assert (problem_label("whistle.overdue"), remedy("whistle.overdue")) == ("whistle.overdue", "")


def test_the_trail_and_sizes_in_words() -> None:
    assert "完整" in audit_label(None)
    assert "第 7 条" in audit_label(7)
    assert (size_label(10), size_label(820_000), size_label(13_000_000)) == (
        "1 KB",
        "801 KB",
        "12.4 MB",
    )


def test_a_rule_of_its_own_says_which_key_puts_it_right() -> None:
    assert remedy("person.no_guardian") == "打开居民卡，按 Alt+G 登记监护人"
    assert remedy("person.number") == "请对照证件原件更正"
