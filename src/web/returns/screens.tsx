export { ReturnScreen } from "./ReturnPage.tsx";
export { ReturnsScreen } from "./ReturnsPage.tsx";
