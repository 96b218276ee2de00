import type { Writable } from 'node:stream'
import { CITY_OFFICE } from '../../domain/cityOffice'
import { PLAQUE_FACE, type Plaque, type PlaqueKind, type PlaqueObstacle } from '../../domain/plaqueStandard'
import { fail, ok, type Result } from '../../domain/result'
import { Drawing } from './drawing'
import { drawOwnFace, drawStandardFace, nameLines, qrLevel } from './face'
import { type Imposition, impose } from './imposition'
import { PdfFile, pdfText } from './pdfFile'
import { PlaqueFont } from './plaqueFont'

const POINTS_PER_MM = 72 / 25.4
const MARK_COLOUR = '#000000'
const PAGES_A_BRANCH = 500
/** A mark is 0.25 points wide. */
const MARK_WIDTH_MM = 0.25 / POINTS_PER_MM

/** What a file is made with. `font` is a TrueType file; `origin` that of the links, without a slash at its end. */
export type PlaqueSheetOptions = { kind: PlaqueKind; font: Uint8Array; origin: string; madeAt: number }

/** The plaques that cannot be printed, each with its reason; to be asked, and said, before printing. */
export function plaqueObstacles(plaques: Iterable<Plaque>, font: Uint8Array): PlaqueObstacle[] {
  const plaqueFont = new PlaqueFont(font)
  const obstacles: PlaqueObstacle[] = []
  for (const plaque of plaques) {
    const characters = plaqueFont.missing(plaque.name)
    if (characters.length > 0) obstacles.push({ code: 'PLAQUE_NAME_CHARACTERS', plaque, characters })
    else if (plaque.name.trim() === '' || !nameLines(plaqueFont, plaque.name))
      obstacles.push({ code: 'PLAQUE_NAME_LENGTH', plaque })
  }
  return obstacles
}

/**
 * Writes plaques of one kind as a PDF, in their order, to `sink`, which stays open. Of plaques that are written only the
 * places of their pages are kept, so that memory does not grow with their number; all pages share one subset of the font
 * and one drawing of what is the same on every plaque. Plaques must be free of obstacles.
 */
export async function writePlaqueSheets(
  plaques: Iterable<Plaque> | AsyncIterable<Plaque>,
  { kind, font, origin, madeAt }: PlaqueSheetOptions,
  sink: Writable,
): Promise<Result<{ pageCount: number; plaqueCount: number }, { code: 'PLAQUE_LINK_LENGTH' }>> {
  const level = qrLevel(kind, origin)
  if (!level) return fail({ code: 'PLAQUE_LINK_LENGTH' })
  const plaqueFont = new PlaqueFont(font)
  const file = await PdfFile.begin(sink)
  const pages = await Pages.begin(file, plaqueFont, kind)
  let plaqueCount = 0
  for await (const plaque of plaques) {
    await pages.add(drawOwnFace(plaqueFont, plaque, origin, level))
    plaqueCount++
  }
  const pageCount = await pages.finish(madeAt)
  return ok({ pageCount, plaqueCount })
}

/** Pages that are filled place by place and written when they are full. */
class Pages {
  /** Of the branch of the tree that is being filled. */
  private pageIds: number[] = []
  private branchId: number
  private readonly branchIds: number[] = []
  private pageCount = 0
  private faces: string[] = []
  private readonly scale: number

  private constructor(
    private readonly file: PdfFile,
    private readonly font: PlaqueFont,
    private readonly kind: PlaqueKind,
    private readonly page: Imposition,
    private readonly ids: { tree: number; font: number; face: number; resources: number },
  ) {
    this.scale = kind.widthMm / PLAQUE_FACE.width
    this.branchId = file.reserve()
  }

  static async begin(file: PdfFile, font: PlaqueFont, kind: PlaqueKind): Promise<Pages> {
    const ids = {
      tree: file.reserve(),
      font: file.reserve(),
      face: file.reserve(),
      resources: file.reserve(),
    }
    const bleed = (kind.bleedMm * PLAQUE_FACE.width) / kind.widthMm
    const box = [-bleed, -bleed, PLAQUE_FACE.width + bleed, PLAQUE_FACE.height + bleed].map(short).join(' ')
    await file.writeStream(
      ids.face,
      `/Type/XObject/Subtype/Form/BBox[${box}]/Resources<</Font<</F ${ids.font} 0 R>>>>`,
      Buffer.from(drawStandardFace(font, bleed)),
    )
    await file.writeObject(ids.resources, `<</Font<</F ${ids.font} 0 R>>/XObject<</Face ${ids.face} 0 R>>>>`)
    return new Pages(file, font, kind, impose(kind), ids)
  }

  async add(ownFace: string): Promise<void> {
    this.faces.push(ownFace)
    if (this.faces.length === this.page.places.length) await this.turn()
  }

  async finish(madeAt: number): Promise<number> {
    if (this.faces.length > 0) await this.turn()
    const { file, ids } = this
    await this.font.embed(file, ids.font)
    await this.endBranch()
    const kids = references(this.branchIds)
    await file.writeObject(ids.tree, `<</Type/Pages/Count ${this.pageCount}/Kids[${kids}]>>`)
    const [catalog, info] = [file.reserve(), file.reserve()]
    await file.writeObject(
      catalog,
      `<</Type/Catalog/Pages ${ids.tree} 0 R/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>>>`,
    )
    const made = new Date(madeAt).toISOString().replace(/\D/g, '').slice(0, 14)
    await file.writeObject(
      info,
      `<</Title${pdfText(`码上诚信标牌（${this.kind.name}）`)}/Author${pdfText(CITY_OFFICE.name)}/CreationDate(D:${made}Z)>>`,
    )
    await file.finish(catalog, info)
    return this.pageCount
  }

  /** Writes the page and begins the next. */
  private async turn(): Promise<void> {
    const { page, file, ids } = this
    // The page is drawn in millimetres.
    const drawing = new Drawing(this.font, page.heightMm)
    this.faces.forEach((own, index) => {
      const place = page.places[index]
      if (!place) throw new Error('a page has more plaques than places')
      // A face's own field has its origin at the lower left.
      drawing.placed(`/Face Do\n${own}`, place.xMm, place.yMm + this.kind.heightMm, this.scale)
    })
    for (const { fromMm, toMm } of page.marks) drawing.polyline([fromMm, toMm], MARK_WIDTH_MM, MARK_COLOUR)
    const [content, id] = [file.reserve(), file.reserve()]
    const inPoints = `${short(POINTS_PER_MM)} 0 0 ${short(POINTS_PER_MM)} 0 0 cm\n${drawing.content}`
    await file.writeStream(content, '', Buffer.from(inPoints))
    await file.writeObject(
      id,
      `<</Type/Page/Parent ${this.branchId} 0 R/MediaBox[0 0 ${points(page.widthMm)} ${points(page.heightMm)}]${this.cutBoxes()}` +
        `/Resources ${ids.resources} 0 R/Contents ${content} 0 R>>`,
    )
    this.pageIds.push(id)
    this.faces = []
    if (this.pageIds.length < PAGES_A_BRANCH) return
    await this.endBranch()
    this.branchId = file.reserve()
  }

  /** Readers find a page among thousands by branches of the tree. */
  private async endBranch(): Promise<void> {
    const { pageIds, branchId, ids, file, branchIds } = this
    const head = `<</Type/Pages/Parent ${ids.tree} 0 R/Count ${pageIds.length}`
    await file.writeObject(branchId, `${head}/Kids[${references(pageIds)}]>>`)
    branchIds.push(branchId)
    this.pageCount += pageIds.length
    this.pageIds = []
  }

  /** What a print shop's programs cut by; on a sheet of many the marks alone say it. */
  private cutBoxes(): string {
    const [place, ...others] = this.page.places
    if (!place || others.length > 0) return ''
    const { widthMm, heightMm, bleedMm } = this.kind
    const box = (moreMm: number) =>
      [place.xMm - moreMm, place.yMm - moreMm, place.xMm + widthMm + moreMm, place.yMm + heightMm + moreMm]
        .map(points)
        .join(' ')
    return `/TrimBox[${box(0)}]/BleedBox[${box(bleedMm)}]`
  }
}

const short = (value: number) => String(Math.round(value * 1e5) / 1e5)
const points = (mm: number) => short(mm * POINTS_PER_MM)
const references = (ids: readonly number[]) => ids.map((id) => `${id} 0 R`).join(' ')
