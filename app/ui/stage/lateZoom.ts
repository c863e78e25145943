import { TrueScale } from "./TrueScale.tsx";
import { ZoomView } from "./ZoomView.tsx";

/** What zooming needs, in one file to fetch. */
export const lateZoom = { TrueScale, ZoomView };
