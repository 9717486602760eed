// The three charts: uPlot with the page's colours, and marks for bursts, drift and alarms.
import { clock, short } from "./format.js";

// Okabe and Ito's colours, which people with any colour vision tell apart, in shades for either scheme.
const LIGHT = ["#0072b2", "#b34700", "#007a5a", "#a8437c", "#7a6500", "#2a7fa5", "#5b3f99", "#8a2f2f", "#3f6b1f", "#555f69"];
const DARK = ["#56b4e9", "#ff9d57", "#3fcf9f", "#ee8fc4", "#e6d04a", "#8fd0f0", "#b7a1f2", "#ff9a9a", "#a5d86e", "#b9c3cc"];
const dark = matchMedia("(prefers-color-scheme: dark)");

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export const colours = () => (dark.matches ? DARK : LIGHT);

export class Chart {
  /** @param options { height, log, least, most(data) }: pixels, a logarithmic axis, how far the axis reaches */
  constructor(parent, options = {}) {
    this.parent = parent;
    this.options = options;
    this.series = [];
    this.data = [[]];
    this.marks = [];
    dark.addEventListener("change", () => this.build());
    new ResizeObserver(() => this.plot?.setSize({ width: this.width(), height: this.height() })).observe(parent);
  }

  width() {
    return Math.max(200, this.parent.clientWidth);
  }

  height() {
    return this.options.height ?? 190;
  }

  /**
   * @param series [{label, dash, colour, width, values}] in a fixed order
   * @param marks [{at, until, kind, text}] on the time axis
   */
  show(x, series, marks, label) {
    this.marks = marks;
    this.data = [x, ...series.map((s) => s.values)];
    this.parent.setAttribute("aria-label", label);
    const shape = series.map((s) => s.label).join("|");
    if (!this.plot || shape !== this.shape) {
      this.shape = shape;
      this.series = series;
      this.build();
    } else {
      this.plot.setData(this.data);
    }
  }

  build() {
    if (!this.series.length) return;
    this.plot?.destroy();
    const palette = colours();
    const axis = { stroke: css("--soft"), grid: { stroke: css("--line"), width: 0.6 }, ticks: { show: false }, font: "11px system-ui, sans-serif" };
    const value = (plot, v) => (v == null ? "–" : short(v));
    this.plot = new uPlot(
      {
        width: this.width(),
        height: this.height(),
        cursor: { drag: { x: false, y: false }, points: { size: 5 } },
        legend: { live: true },
        scales: { x: { time: false }, y: this.range() },
        axes: [
          { ...axis, size: 26, values: (plot, splits) => splits.map(clock) },
          { ...axis, size: 52, values: (plot, splits) => splits.map((v) => (v == null ? "" : short(v))) },
        ],
        series: [
          { label: "at", value: (plot, v) => (v == null ? "" : clock(v)) },
          ...this.series.map((s, i) => ({
            label: s.label,
            value,
            stroke: s.colour ? css(s.colour) : palette[i % palette.length],
            width: s.width ?? 1.6,
            dash: s.dash,
            points: { show: false },
            spanGaps: true,
          })),
        ],
        hooks: { drawClear: [(plot) => this.drawMarks(plot)] },
      },
      this.data,
      this.parent,
    );
  }

  range() {
    const { log, least, most } = this.options;
    if (log) return { distr: 3, range: (plot, low, high) => [Math.max(0.01, 10 ** Math.floor(Math.log10(low || 0.1))), 10 ** Math.ceil(Math.log10(high || 100))] };
    const top = (high) => Math.max(Math.min((high ?? 1) * 1.12, most?.(this.data) ?? Infinity), 1);
    return { range: (plot, low, high) => [least ?? Math.min(0, low ?? 0), top(high)] };
  }

  drawMarks(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    const scale = devicePixelRatio;
    let row = 0;
    for (const mark of this.marks) {
      const colour = css({ burst: "--topic-line", drift: "--accent", alarm: "--bad" }[mark.kind]);
      const from = plot.valToPos(mark.at, "x", true);
      ctx.fillStyle = ctx.strokeStyle = colour;
      if (mark.until != null) {
        ctx.globalAlpha = 0.16;
        ctx.fillRect(from, bbox.top, Math.max(2 * scale, plot.valToPos(mark.until, "x", true) - from), bbox.height);
        ctx.globalAlpha = 1;
      }
      ctx.lineWidth = 1.2 * scale;
      ctx.setLineDash(mark.kind === "drift" ? [5 * scale, 4 * scale] : []);
      ctx.beginPath();
      ctx.moveTo(from, bbox.top);
      ctx.lineTo(from, bbox.top + bbox.height);
      ctx.stroke();
      if (mark.text) this.writeMark(ctx, plot, mark.text, from, row++);
    }
    ctx.restore();
  }

  writeMark(ctx, plot, text, x, row) {
    const scale = devicePixelRatio;
    ctx.font = `${11 * scale}px system-ui, sans-serif`;
    ctx.textBaseline = "bottom";
    const room = plot.bbox.left + plot.bbox.width - x > ctx.measureText(text).width + 8 * scale;
    ctx.textAlign = room ? "left" : "right";
    ctx.fillText(text, x + (room ? 5 : -5) * scale, plot.bbox.top + plot.bbox.height - (4 + 14 * (row % 3)) * scale);
  }
}
