export { StudiesScreen } from "./StudiesPage.tsx";
export { StudyScreen } from "./StudyPage.tsx";
