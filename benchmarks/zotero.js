// A site's folder and its pages and files in; what Zotero's own translators save from each out, as JSON on standard
// output. They are those of the npm package zotero-translators, which has no way to give them a page: so that is done
// here, with jsdom in the browser's place.
const fs = require("node:fs")
const { JSDOM } = require("jsdom")

const say = console.log
console.log = () => {} // Zotero tells its debug output there
const { referenceImport } = require("./package")
process.on("unhandledRejection", () => {}) // a look-up on the network, for a row that lacks something

// jsdom's XPath knows no prefix of HTML's own namespace, which translators write as `x:`.
function documentOf(html, url) {
  const { document } = new JSDOM(html, { url }).window
  const evaluate = document.evaluate
  document.evaluate = (path, ...rest) => evaluate.call(document, path.replace(/\bx:/g, ""), ...rest)
  return document
}

async function saved(html, url) {
  const translate = new Zotero.Translate.Web()
  translate.setDocument(documentOf(html, url))
  translate.setHandler("select", (_, items, choose) => choose(items))
  const [first] = await translate.getTranslators()
  if (!first) return { translator: null, items: [] }
  translate.setTranslator(first)
  return { translator: first.label, items: await translate.translate({ libraryID: false }) }
}

async function main([root, ...paths]) {
  const found = {}
  for (const path of paths) {
    const page = path.endsWith("/")
    const text = fs.readFileSync(`${root}/${path}${page ? "index.html" : ""}`, "utf8")
    const late = new Promise((_, fail) => setTimeout(fail, 20_000, "it took too long").unref())
    const work = page ? saved(text, `https://example.org/${path}`) : referenceImport(text).then(items => ({ translator: "import", items }))
    found[path] = await Promise.race([work, late]).catch(fault => ({ translator: null, items: [], fault: String(fault) }))
  }
  fs.writeFileSync("saved.json", JSON.stringify(found))
  say("done")
  process.exit(0)
}

main(process.argv.slice(2))
