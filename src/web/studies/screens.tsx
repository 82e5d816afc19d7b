export { ResultScreen } from "./ResultPage.tsx";
export { StudiesScreen } from "./StudiesPage.tsx";
export { StudyScreen } from "./StudyPage.tsx";
export { TaskScreen } from "./TaskPage.tsx";
