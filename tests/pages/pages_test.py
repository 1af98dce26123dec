"""Every HTML page in Chromium: loads nothing, reads well in light and dark, works by keyboard.

    pages_test.py PROGRAM SOURCE_FOLDER [Pages.TEST ...]

Skipped (exit status 77) where Chromium, its driver or Selenium is not installed. ELIGO_SCREENSHOTS=FOLDER keeps
pictures of each page.
"""

import contextlib
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SKIPPED = 77
try:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
except ImportError:
    print("skipped: python3-selenium is not installed")
    sys.exit(SKIPPED)
BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
if not BROWSER or not DRIVER:
    print("skipped: chromium and chromium-driver are not installed")
    sys.exit(SKIPPED)

program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
del sys.argv[1:3]
NOW = "--now 2026-11-23T10:00:00Z"
CONSUMER = f"{source}/rules/consumer_credit"
HEATING = f"{source}/rules/heating_benefit"
CASES = f"{source}/tests/cli/cases"
# A name, the command that writes the page to the standard output in a folder of its own, and what to type into its
# filter: some of the page's rows contain it; nothing where the page has no filter.
SHARED = f"{source}/tests/cli/shared"


def written(command, status=0):
    return f"{{ {command} > /dev/null; }} || test $? = {status}; cat page.html"


def changed(file, into, change):
    return f"""python3 -c "import json; d = json.load(open('{file}')); {change}; json.dump(d, open('{into}', 'w'))";"""


COMPARE = f"eligo compare --quiet {NOW} --html page.html"
PAGES = [
    ("explain", f"eligo explain --html --locale zh-CN --rules {source}/tests/cli/shared/rules.json {NOW} --id bob "
                f"{source}/tests/cli/shared/people.ndjson", "credit"),
    ("explain_definitions", f"eligo explain --html --rules {CASES}/explain_definitions/benefit.json {NOW} "
                            f"{CASES}/explain_definitions/household.json", "ALLOWANCE"),
    ("explain_missing", f"echo '{{}}' | eligo explain --html --rules {HEATING}/rule_set.json --locale de {NOW}",
     "heating"),
    ("explain_shipped", f"eligo explain --html --rules {CONSUMER}/rule_set.json {NOW} --line 1 "
                        f"{CONSUMER}/profiles/taiwan-2005.ndjson", "limit"),
    ("summary_quality", f"cp {CASES}/evaluate_quality/*.* .; "
                        + written(f"eligo evaluate --quiet --rules column_rules.json {NOW} --no-decisions --show-values "
                                  "--by status --summary-html page.html export.csv people.ndjson", 1), "since"),
    ("summary_by", written(f"eligo evaluate --quiet --rules {CONSUMER}/rule_set.json {NOW} --no-decisions "
                           f"--by outcome.defaulted --by segment,region.code --summary-html page.html "
                           f"{CONSUMER}/profiles/taiwan-2005.ndjson"), "SCORE"),
    ("summary_shipped", written(f"eligo evaluate --quiet --rules {CONSUMER}/rule_set.json {NOW} --no-decisions "
                                f"--summary-html page.html {CONSUMER}/profiles/taiwan-2005.ndjson"), "SCORE"),
    ("test_failed", f"cp {SHARED}/* {CASES}/test_html/*.* . && echo '{{' > broken.fixtures.json; "
                    + written("eligo test --html page.html .", 2), "cooldown"),
    ("test_passed", written(f"eligo test --html page.html {HEATING} {CONSUMER}"), None),
    ("coverage_part", f"cp {CASES}/test_coverage/*.json .; "
                      + changed("some.fixtures.json", "some.fixtures.json",
                                "d['exempt'] = [{'obligation': 'rule score: hit', 'reason': '另行测试'}]")
                      + written("eligo test --coverage-html page.html some.fixtures.json", 1), "loans"),
    ("coverage_shipped", f"cp {CASES}/test_coverage/*.json .; "
                         + written(f"eligo test --coverage-html page.html {HEATING} ."), "household"),
    ("mutation_exempt", f"cp {CASES}/test_mutate/*.json .; rm failing.*; "
                        + written(f"eligo test --mutate --mutation-html page.html {HEATING} ."), "season"),
    ("mutation_survivors", f"cp {CASES}/test_mutate/*.json .; "
                           + changed("some.fixtures.json", "some.fixtures.json",
                                     "d['exempt'] = [{'mutant': 'rule score: ' + name, 'reason': '另行测试'} for name in "
                                     "('score < params.least: negated', 'gone')]")
                           + written("eligo test --mutate --mutation-html page.html some.fixtures.json", 1), "frozen"),
    ("mutation_equivalent", f"cp -r {HEATING}/lists {HEATING}/*.json .; "
                            + changed("benefit.fixtures.json", "benefit.fixtures.json", "d['exempt'] = []")
                            + written("eligo test --mutate --mutation-html page.html ."), "season"),
    ("compare_changes", f"cp {SHARED}/* .; "
                        + changed("rules.json", "changed.json",
                                  "d['params'].update(min_score=570, max_ratio=0.1); del d['segments'], "
                                  "d['facts']['name'], d['rules'][-1]; d['rules'][1]['effect'] = 'hide'; "
                                  "d['subject'] = 'who'")
                        + written(f"{COMPARE} rules.json changed.json --by account.status --profiles people.ndjson"),
     "ratio"),
    ("compare_shipped", f"cp -r {CONSUMER}/lists .; "
                        + changed(f"{CONSUMER}/rule_set.json", "changed.json",
                                  "d['params'].update(min_score=580, floor_score=540, max_inquiries=1); "
                                  "d['version'] = '2026.12.0'")
                        + written(f"{COMPARE} --locale zh-CN {CONSUMER}/rule_set.json changed.json "
                                  f"--by account.kind,region.code --profiles {CONSUMER}/profiles/taiwan-2005.ndjson"),
     "cooldown"),
    ("compare_same", written(f"{COMPARE} {HEATING}/rule_set.json {HEATING}/rule_set.json "
                             f"--profiles {HEATING}/profiles/households.ndjson"), None),
]

# Text with a contrast below 4.5 to what lies behind it (WCAG 2.1, 1.4.3; 3 for large text), each once.
CONTRAST = """
const parse = text => text.match(/[\\d.]+/g).map(Number);
const channel = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const behind = element => {
  for (let at = element; at; at = at.parentElement) {
    const color = parse(getComputedStyle(at).backgroundColor);
    if (color.length === 3 || color[3] === 1) return color;
    if (color[3] > 0) return [NaN];  // not worked out here
  }
  return [255, 255, 255];
};
const wrong = new Set();
let looked = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; (node = walker.nextNode());) {
  const element = node.parentElement, style = getComputedStyle(element);
  if (!node.data.trim() || !element.checkVisibility() || ["STYLE", "SCRIPT"].includes(element.tagName)) continue;
  const lights = [luminance(parse(style.color)), luminance(behind(element))].sort((a, b) => b - a);
  const contrast = (lights[0] + 0.05) / (lights[1] + 0.05), size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
  ++looked;
  if (contrast >= (large ? 3 : 4.5)) continue;
  wrong.add(element.className + " " + element.tagName + " " + contrast.toFixed(2));
}
return [looked, [...wrong]];
"""
MISTAKES = """
const wrong = [], ids = [...document.querySelectorAll("[id]")].map(one => one.id);
if (new Set(ids).size !== ids.length) wrong.push("an id stands twice");
for (const link of document.querySelectorAll("a")) {
  const href = link.getAttribute("href");
  if (!href.startsWith("#") || !ids.includes(href.slice(1))) wrong.push("a link to " + href);
}
for (const input of document.querySelectorAll("input")) if (!input.labels.length) wrong.push("an input has no label");
for (const table of document.querySelectorAll("table")) if (!table.caption) wrong.push("a table has no caption");
for (const cell of document.querySelectorAll("th")) if (!cell.scope) wrong.push("a header has no scope");
for (const table of document.querySelectorAll("table")) {
  const rows = [...table.querySelectorAll("tr")].map(row => [...row.cells].map(cell => cell.textContent.trim()));
  if (rows.some(row => row.length !== rows[0].length)) wrong.push("rows differ in length: " + rows[0]);
  rows[0].forEach((heading, column) => {
    if (!heading) wrong.push("a column has no heading");
    if (rows.slice(1).every(row => !row[column])) wrong.push("nothing in the column " + heading);
  });
}
let level = 0;
for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
  const own = Number(heading.tagName[1]);
  if (own > level + 1) wrong.push("a level of headings is skipped: " + heading.textContent);
  level = own;
}
const plurals = /(?<![\\d.,])1 (fixture|file|profile|record|mutant|obligation)s/g;
for (const words of document.body.innerText.match(plurals) ?? []) wrong.push(words);
if (document.querySelectorAll("h1").length !== 1) wrong.push("not one h1");
if (!document.documentElement.lang) wrong.push("no language");
return wrong;
"""
# What does not fit where it stands: in a cell, a badge in a line, a caption in what is seen of a table.
CUT = """
const wrong = [];
for (const cell of document.querySelectorAll("th, td")) {
  const text = document.createRange(), own = cell.getBoundingClientRect();
  text.selectNodeContents(cell);
  for (const box of text.getClientRects())
    if (box.right > own.right + 1 || box.left < own.left - 1) { wrong.push(cell.textContent); break; }
}
for (const badge of document.querySelectorAll("td .badge, th .badge"))
  if (badge.offsetHeight > 2 * parseFloat(getComputedStyle(badge).fontSize)) wrong.push(badge.textContent);
for (const caption of document.querySelectorAll("caption > span"))
  if (caption.getBoundingClientRect().right > caption.closest(".scroll").getBoundingClientRect().right + 1)
    wrong.push(caption.textContent);
return wrong;
"""
# Those that the filter is for: what comes after it, and not what is within another of them.
ROWS = """
const outermost = row => !row.parentElement.closest(".row");
return [...document.querySelectorAll(".tools ~ .row, .tools ~ * .row")].filter(outermost)
  .map(row => [row.textContent.toLowerCase(), row.checkVisibility()]);
"""
# Rows that are hidden, though they are not for the filter.
LOST = """
return [...document.querySelectorAll("tr")].filter(row => row.hidden &&
  (row.parentElement.closest(".row") || !row.matches(".tools ~ * .row"))).map(row => row.textContent);
"""
OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
# Notes what gets the focus, and whether that is seen; the number of what should.
WATCH_FOCUS = """
window.there = [...document.querySelectorAll("main :is(a, summary, input, button, .scroll)")]
  .filter(one => one.checkVisibility());
window.focused = new Map();
document.addEventListener("focusin", ({target}) => focused.set(target, getComputedStyle(target).outlineStyle));
return there.length;
"""
UNREACHED = """
return there.filter(one => (focused.get(one) ?? "none") === "none").map(one => one.outerHTML.slice(0, 200));
"""


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        environment = dict(os.environ, PATH=f"{program.parent}:{os.environ['PATH']}")
        cls.pages = {}
        for name, command, needle in PAGES:
            folder = pathlib.Path(cls.scratch.name, name)
            folder.mkdir()
            page = folder / f"{name}.html"
            with page.open("wb") as out:
                done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], env=environment, stdout=out,
                                      stderr=subprocess.PIPE, timeout=60, cwd=folder)
            assert done.returncode in (0, 1) and page.stat().st_size, f"{name}: {done.stderr.decode()}"
            cls.pages[name] = (page.as_uri(), needle)
        options = webdriver.ChromeOptions()
        options.binary_location = BROWSER
        # A container has no user namespaces for the sandbox, and little shared memory.
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                         f"--user-data-dir={cls.scratch.name}/browser"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        cls.browser = webdriver.Chrome(service=Service(DRIVER), options=options)
        cls.addClassCleanup(cls.browser.quit)

    def tell(self, command, **parameters):
        return self.browser.execute_cdp_cmd(command, parameters)

    def ask(self, script):
        return self.browser.execute_script(script)

    def show(self, name, scheme="light", width=1000):
        self.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=1200, deviceScaleFactor=1, mobile=False)
        self.browser.get("about:blank")
        self.browser.get_log("browser"), self.browser.get_log("performance")
        self.browser.get(self.pages[name][0])

    def press(self, key):
        webdriver.ActionChains(self.browser, duration=0).send_keys(key).perform()

    @contextlib.contextmanager
    def showing(self, name, *setting):
        with self.subTest(name, setting=setting):
            self.show(name, *setting)
            yield

    def test_loads_nothing_and_says_nothing(self):
        for name, setting in itertools.product(self.pages, [("light",), ("dark",)]):
            with self.showing(name, *setting):
                messages = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]
                asked = [message["params"]["request"]["url"] for message in messages
                         if message["method"] == "Network.requestWillBeSent"]
                page = self.pages[name][0]
                self.assertEqual([url for url in asked if url != page and not url.startswith("data:")], [])
                self.assertIn(page, asked)
                self.assertEqual(self.browser.get_log("browser"), [])

    def test_is_sound(self):
        for name in self.pages:
            with self.showing(name):
                self.assertEqual(self.ask(MISTAKES), [])

    def test_contrast(self):
        papers = {}
        for name, setting in itertools.product(self.pages, [("light",), ("dark",)]):
            with self.showing(name, *setting):
                self.ask(OPEN)
                looked, wrong = self.ask(CONTRAST)
                self.assertGreater(looked, 10)
                self.assertEqual(wrong, [])
                papers.setdefault(name, set()).add(self.ask("return getComputedStyle(document.body).backgroundColor"))
        self.assertEqual({len(seen) for seen in papers.values()}, {2})

    def test_narrow_pages_do_not_scroll_sideways(self):
        for name, setting in itertools.product(self.pages, [("light", 400), ("light", 320)]):
            with self.showing(name, *setting):
                self.ask(OPEN)
                wide, room = self.ask("const all = document.documentElement; return [all.scrollWidth, all.clientWidth]")
                self.assertLessEqual(wide, room)

    def test_nothing_is_cut_off(self):
        for name, setting in itertools.product(self.pages, [("light", 1000), ("light", 400)]):
            with self.showing(name, *setting):
                self.ask(OPEN)
                self.assertEqual(self.ask(CUT), [])

    def test_filter(self):
        for name in self.pages:
            with self.showing(name):
                needle = self.pages[name][1]
                if needle is None:
                    self.assertEqual(self.browser.find_elements(By.CSS_SELECTOR, "input, .tools"), [])
                    continue
                box = self.browser.find_element(By.CSS_SELECTOR, "input[type=search]")
                box.send_keys(needle)
                rows = self.ask(ROWS)
                shown = [text for text, visible in rows if visible]
                self.assertTrue(0 < len(shown) < len(rows), f"{len(shown)} of {len(rows)}")
                self.assertEqual([needle.lower() in text for text, _ in rows], [visible for _, visible in rows])
                self.assertEqual(self.browser.find_element(By.TAG_NAME, "output").text,
                                 f"{len(shown)} of {len(rows)} shown")
                self.assertEqual(self.ask(LOST), [])
                box.clear()
                box.send_keys(" ")
                self.ask(OPEN)
                self.assertTrue(all(visible for _, visible in self.ask(ROWS)))

    def test_keyboard(self):
        for name in self.pages:
            with self.showing(name):
                self.press(Keys.TAB)
                skip = self.browser.switch_to.active_element
                self.assertEqual(skip.get_attribute("class"), "skip")
                self.assertGreaterEqual(skip.rect["x"], 0)
                self.press(Keys.ENTER)
                self.assertEqual(self.browser.switch_to.active_element.get_attribute("id"), "content")
                self.press(Keys.TAB * self.ask(WATCH_FOCUS))
                self.assertEqual(self.ask(UNREACHED), [])
                if not self.ask("const one = document.querySelector('summary'); one?.focus(); return one !== null"):
                    continue
                is_open = "return document.activeElement.parentElement.open"
                before = self.ask(is_open)
                for key, expected in ((Keys.ENTER, not before), (Keys.SPACE, before)):
                    self.press(key)
                    self.assertEqual(self.ask(is_open), expected)

    def test_buttons_open_and_close_all(self):
        for name in self.pages:
            with self.showing(name):
                closed = "return [...document.querySelectorAll('details')].filter(one => !one.open).length"
                opened = "return document.querySelectorAll('details[open]').length"
                buttons = self.browser.find_elements(By.CSS_SELECTOR, ".tools button")
                if not self.browser.find_elements(By.CSS_SELECTOR, "main details"):
                    self.assertFalse(any(button.is_displayed() for button in buttons))
                    continue
                first, second = buttons
                first.click()
                self.assertEqual(self.ask(closed), 0)
                second.click()
                self.assertEqual(self.ask(opened), 0)

    def test_links_open_what_they_point_to(self):
        followed = 0
        for name in self.pages:
            with self.showing(name):
                links = self.browser.find_elements(By.CSS_SELECTOR, "main a")
                for link in links[:1] + links[-1:]:
                    self.ask(OPEN)
                    link.click()
                # Even a target that the filter hides, within what is closed.
                for target in sorted({link.get_attribute("href").split("#")[1] for link in links}):
                    self.ask("document.querySelectorAll('details').forEach(one => one.open = false)")
                    for box in self.browser.find_elements(By.CSS_SELECTOR, "input[type=search]"):
                        box.send_keys("~~~")
                    self.ask(f"location.hash = ''; location.hash = '{target}'")
                    self.browser.execute_async_script("setTimeout(arguments[0], 0)")
                    at = self.browser.find_element(By.ID, target)
                    self.assertTrue(at.is_displayed())
                    self.assertTrue(at.tag_name != "details" or at.get_attribute("open"))
                    followed += 1
        self.assertGreater(followed, 5)

    def test_prints_all(self):
        for name in self.pages:
            with self.showing(name):
                self.ask("addEventListener('beforeprint', () => window.shut = document.querySelectorAll("
                         "'details:not([open])').length)")
                shut = self.ask("return document.querySelectorAll('details:not([open])').length")
                self.tell("Page.printToPDF")
                self.assertEqual(self.ask("return window.shut"), 0)
                self.assertEqual(self.ask("return document.querySelectorAll('details:not([open])').length"), shut)

    def test_all_is_there_without_the_script(self):
        self.tell("Emulation.setScriptExecutionDisabled", value=True)
        self.addCleanup(self.tell, "Emulation.setScriptExecutionDisabled", value=False)
        for name in self.pages:
            with self.showing(name):
                self.assertFalse(any(one.is_displayed() for one in self.browser.find_elements(By.CLASS_NAME, "tools")))
                self.ask(OPEN)
                self.assertTrue(all(visible for _, visible in self.ask(ROWS)))

    @unittest.skipUnless(os.environ.get("ELIGO_SCREENSHOTS"), "no folder for pictures is named")
    def test_pictures(self):
        folder = pathlib.Path(os.environ["ELIGO_SCREENSHOTS"])
        for name, (scheme, width) in itertools.product(self.pages, (("light", 1000), ("dark", 1000), ("light", 400))):
            with self.showing(name, scheme, width):
                tall = min(self.ask("return document.documentElement.scrollHeight"), 4000)
                self.tell("Emulation.setDeviceMetricsOverride", width=width, height=tall, deviceScaleFactor=1,
                          mobile=False)
                self.browser.save_screenshot(str(folder / f"{name}-{scheme}-{width}.png"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
