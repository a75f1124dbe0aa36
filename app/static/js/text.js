// The sentences scripts may say. The server translates them (templates/_layout/strings.html); this only fills in values.
const source = document.getElementById("strings");
const strings = source ? JSON.parse(source.textContent) : {};

/** say("saved") or say("price_changed", {name, price}); an unknown key is returned as it is. */
export function say(key, values = {}) {
  return (strings[key] ?? key).replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole).replace(/%%/g, "%");
}

// Our English is European, as the server's (wire/writing.py): 24 November, not November 24.
const LANGUAGES = { en: "en-GB" };
export const language = LANGUAGES[document.documentElement.lang] ?? (document.documentElement.lang || "en-GB");
