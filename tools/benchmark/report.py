"""Figures as text."""


def short(number):
    if number == 0:
        return "0 "
    for size, letter in ((1e9, " G"), (1e6, " M"), (1e3, " k")):
        if number >= size:
            return f"{number / size:.3g}{letter}"
    return f"{number:.3g} "


def table(rows):
    """Rows of words under each other; the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(word.ljust(width) if column == 0 else word.rjust(width)
                               for column, (word, width) in enumerate(zip(row, widths))).rstrip() for row in rows)


def group_text(group):
    rows = [[group["title"], group["unit"], "least", "most", "ratio"]]
    for row in group["rows"]:
        ratio = f"{row['ratio']:.3g}" if "ratio" in row else ""
        rows.append([row["name"], *(short(row[key]) for key in ("median", "least", "most")), ratio])
    base = f"  ratio: to {group['base']}\n" if group["base"] else ""
    return table(rows) + "\n" + base + "".join(f"  left out: {what}\n" for what in group["left out"])


def bar_rows(bars):
    for bar in bars:
        measured = bar["ratio"] is not None
        yield [bar["what"], bar["asked"], f"{bar['ratio']:.3g}" if measured else "",
               "" if bar["reached"] else "not reached" if measured else "not measured"]


def text(results):
    load, about = results["load"], results["machine"]
    parts = [f"{results['profiles']:,} profiles of {results['bytes'] / results['profiles']:.0f} bytes, median of "
             f"{results['rounds']} rounds; {about['processor']}, {about['cores']} cores\n"
             f"load {load['before']} before, {load['after']} after; others used {load['others_median_cores']} cores "
             f"(median), {load['others_most_cores']} at most"
             + ("\nPRELIMINARY: others were at work" if results["preliminary"] else "") + "\n"]
    parts += [group_text(group) for group in results["groups"]]
    if results["checks"]:
        parts.append(table([["same decisions", "same", "different"]] + [
            [check["what"], f"{check['same']:,}", f"{check['different']:,}"] for check in results["checks"]]) + "\n")
    if results["peers"]:
        parts.append("peers: " + ", ".join(f"{name} {version}" for name, version in results["peers"].items()) + "\n")
    parts.append(table([["asked", "", "ratio", ""], *bar_rows(results["bars"])]))
    return "\n".join(parts)
