"""What cases are called."""

from kfterm.words import Words

CASE_WORDS = {
    "dismiss": Words("辞退", "dismissal"),
    "auto_resign": Words("自动离职", "automatic resignation"),
    "withhold_month_wage": Words("扣发当月工资", "withholding the month's wage"),
    "company_notice": Words("全公司通报", "company notice"),
    "no_settlement": Words("不结算工资", "wages not settled"),
    "training_fee": Words("培训费", "training fee"),
    "absence": Words("旷工", "absence"),
    "discipline": Words("处分", "discipline"),
    "warning": Words("警告", "warning"),
    "demerit": Words("记过", "demerit"),
    "review": Words("复核", "review"),
}


def case_text(case: str) -> Words:
    """`自动离职个案`: a case by its name."""
    words = CASE_WORDS.get(case, Words(case, case))
    return Words(f"{words.zh}个案", f"case: {words.en}")
