export { ChildScreen } from "./ChildPage.tsx";
export { IndicatorScreen } from "./IndicatorPage.tsx";
export { MembersScreen } from "./MembersPage.tsx";
export { OutcomesScreen } from "./OutcomesPage.tsx";
export { QualityScreen } from "./QualityPage.tsx";
export { QualityRowsScreen } from "./QualityRowsPage.tsx";
export { StayScreen } from "./StayPage.tsx";
