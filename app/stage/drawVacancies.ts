import type { VmaMark } from "#scene/marks.ts";
import type { Layout } from "#scene/places.ts";
import { type Vacancy, vacanciesOf } from "#scene/vacancies.ts";
import { type Group, whenChanged } from "./layers.ts";

/** Dashed outlines where a mapping of this run will stand, or stood. */
export const createVacancyLayer = (parent: Group) => {
  const group = parent.append("g").attr("class", "vacancies").attr("aria-hidden", "true");
  return whenChanged((layout: Layout, vmas: readonly VmaMark[]) => {
    const places = group
      .selectAll<SVGGElement, Vacancy>("g")
      .data(vacanciesOf(layout, vmas), (vacancy) => vacancy.key)
      .join((enter) => {
        const place = enter.append("g");
        place.append("rect").attr("class", "vacancy").attr("rx", 9);
        place.append("text").attr("class", "vacancy-text");
        return place;
      })
      .attr("transform", (vacancy) => `translate(${vacancy.x},${vacancy.y})`);
    places
      .select("rect")
      .attr("width", (vacancy) => vacancy.w)
      .attr("height", (vacancy) => vacancy.h);
    places
      .select("text")
      .attr("x", (vacancy) => vacancy.textX - vacancy.x)
      .attr("y", (vacancy) => vacancy.textY - vacancy.y)
      .text((vacancy) => vacancy.text);
  });
};
