"""What a machine sees on a page: what axe finds in light and dark, and whether it is wider than the window."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text()
IS_STILL = """() => document.getAnimations().every(
    animation => animation.playState !== "running" || animation.effect.getComputedTiming().progress === null)"""
"""An animation that still waits for its delay has no progress."""
AXE_FINDINGS = """options => axe.run(document, {resultTypes: ["violations"], iframes: false, ...options}).then(
    result => result.violations.map(
        rule => `${document.documentElement.dataset.colorScheme}: ${rule.id}: ${
            rule.nodes.map(node => node.target.join(" ")).join(", ")}`))"""
LOOK_IN_BOTH_SCHEMES = """async () => {
    const find = FIND, root = document.documentElement, shown = root.dataset.colorScheme;
    const isDark = shown === "dark" || shown === "auto" && matchMedia("(prefers-color-scheme: dark)").matches;
    const turnTo = scheme => {
        root.dataset.colorScheme = scheme;
        const fading = () => document.getAnimations().filter(one => one instanceof CSSTransition);
        for (let all = fading(); all.length; all = fading()) all.forEach(one => one.finish());
    };
    const found = await find({});
    if (document.body.classList.contains("posters")) return found;  // printed
    turnTo(isDark ? "light" : "dark");
    found.push(...await find({runOnly: ["color-contrast"]}));
    turnTo(shown);
    return found;
}""".replace("FIND", AXE_FINDINGS)
"""Only colours differ between light and dark, so in the scheme that is not shown only the contrast is looked at.
Nothing needs to fade there and back."""


def axe_findings(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA and best practice, once nothing fades in any more."""
    page.wait_for_function(IS_STILL)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return [str(finding) for finding in page.evaluate(LOOK_IN_BOTH_SCHEMES)]


def has_sideways_scroll(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
