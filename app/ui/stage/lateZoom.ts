/** What zooming needs, in one file to fetch. */
export { TrueScale } from "./TrueScale.tsx";
export { ZoomView } from "./ZoomView.tsx";
