// What can be said of a page by looking at it as a machine does. Returns a list of complaints.
// Arguments: the language that it should be in.
const complaints = [];
const complain = (about, what) => complaints.push(`${describe(about)} ${what}`);
const describe = (element) => {
  const text = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 24);
  return `<${element.localName}${element.id ? ` #${element.id}` : ""}> "${text}"`;
};
const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
// Out of sight for those who see, there for those who listen.
const spoken = (element) => element.closest(".spoken") !== null;

const numbers = (color) => {
  const parts = color.match(/^rgba?\(([^)]+)\)$/);
  if (!parts) throw new Error(`a color in another form: ${color}`);
  const [red, green, blue, alpha = 1] = parts[1].split(/[ ,/]+/).map(Number);
  return { red, green, blue, alpha };
};
const over = (top, below) => {
  const mix = (name) => top[name] * top.alpha + below[name] * (1 - top.alpha);
  return { red: mix("red"), green: mix("green"), blue: mix("blue"), alpha: 1 };
};
const background = (element) => {
  if (!element) return { red: 255, green: 255, blue: 255, alpha: 1 };
  const own = numbers(getComputedStyle(element).backgroundColor);
  return own.alpha === 1 ? own : over(own, background(element.parentElement));
};
const luminance = ({ red, green, blue }) => {
  const linear = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
};
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

// The document.
if (document.documentElement.lang !== arguments[0]) complain(document.documentElement, "has another language");
if (!document.title.includes("·")) complain(document.documentElement, "has no title");
for (const name of ["h1", "main"]) {
  const count = document.querySelectorAll(name).length;
  if (count !== 1) complain(document.body, `has ${count} ${name}`);
}
const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
if (new Set(ids).size !== ids.length) complain(document.body, "has an id twice");
for (const image of document.images) if (!image.hasAttribute("alt")) complain(image, "has no alt");
for (const error of document.querySelectorAll(".error")) {
  if (error.getAttribute("role") !== "alert") complain(error, "is not announced");
  if (!document.querySelector(`input[aria-describedby~="${error.id}"]`)) complain(error, "belongs to no field");
}

// What can be used.
const fields = [...document.querySelectorAll("input:not([type=hidden])")].filter(shown);
for (const field of fields) {
  if (![...field.labels].some((label) => label.textContent.trim())) complain(field, "has no label");
  const style = getComputedStyle(field);
  const ratio = contrast(numbers(style.borderTopColor), background(field.parentElement));
  if (ratio < 3) complain(field, `has an edge of contrast ${ratio.toFixed(2)}`);
}
const usable = [...document.querySelectorAll("a[href], button, summary")].filter(shown);
for (const element of usable) if (!element.textContent.trim()) complain(element, "has no name");
for (const element of [...usable, ...fields]) {
  const { width, height } = element.getBoundingClientRect();
  if (width < 44 || height < 44) complain(element, `is a target of ${width.toFixed()}×${height.toFixed()}`);
}

// What can be read.
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const pieces = [...fields];
while (walker.nextNode()) if (walker.currentNode.data.trim()) pieces.push(walker.currentNode.parentElement);
for (const element of new Set(pieces)) {
  if (!shown(element) || spoken(element)) continue;
  const style = getComputedStyle(element);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  const behind = background(element);
  const ratio = contrast(over(numbers(style.color), behind), behind);
  if (ratio < (large ? 3 : 4.5)) complain(element, `has contrast ${ratio.toFixed(2)}`);
  if (size < 14) complain(element, `is written in ${size} px`);
  const { left, right } = element.getBoundingClientRect();
  if (left < 0 || right > innerWidth + 0.5) complain(element, "is cut off at the side");
  // A field scrolls what was typed.
  if (element.localName === "input" || style.display === "inline") continue;
  if (element.scrollWidth > element.clientWidth + 1) complain(element, "overflows");
}
const number = document.getElementById("number");
const ordinary = parseFloat(getComputedStyle(document.documentElement).fontSize) < 20;
if (number && ordinary && number.getBoundingClientRect().bottom > innerHeight) complain(number, "is out of sight");
const page = document.scrollingElement;
if (page.scrollWidth > page.clientWidth) complain(document.body, "scrolls sideways");
return complaints;
