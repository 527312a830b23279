"""The entry page as a test speaks of it."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

TABLE6 = "/rounds/1/{school}/tables/6/"
PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@dataclass(frozen=True)
class EntryPage:
    """One table open for entry."""

    page: Page

    def cell(self, indicator: str) -> Locator:
        return self.page.locator(f'[id="cell-{indicator}"]')

    def state(self, indicator: str) -> Locator:
        return self.page.locator(f'[id="state-{indicator}"]')

    def findings(self, indicator: str) -> Locator:
        return self.page.locator(f'[id="findings-{indicator}"]')

    @property
    def summary(self) -> Locator:
        return self.page.locator("#entry-summary")

    def write(self, indicator: str, text: str) -> None:
        """Chooses the cell, types, and leaves it with Enter."""
        self.cell(indicator).click()
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def paste(self, text: str) -> None:
        """What Ctrl+V does with a block that was copied from a spreadsheet."""
        self.page.evaluate(PASTE, text)

    def expect_saved(self) -> None:
        expect(self.summary).to_have_text("已全部保存")
