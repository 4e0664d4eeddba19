import type { Label } from "../rules/categories.ts";
import type { DispatchProblem } from "../contract.ts";
import { DEPARTMENT_PROBLEM_LABELS } from "./department-problem-labels.ts";

const label = (zh: string, en: string): Label => ({ zh, en });

/** A sentence for every refusal. `{name}` stands for the value of that name in the refusal. */
export const PROBLEM_LABELS: Record<DispatchProblem["code"], Label> = {
  "dispatch.wrong-state": label(
    "案件当前状态不能执行此操作。",
    "The case is in a state that does not allow this.",
  ),
  "dispatch.not-allowed": label("您没有此项操作的权限。", "You may not do this."),
  "dispatch.roster-area": label(
    "这个区域不存在，或不由您排班。",
    "There is no such area, or its roster is not yours.",
  ),
  "dispatch.rules-refused": label(
    "规则有误，未保存：请按提示修改后重试。",
    "The rules are not right and were not saved: change what is marked and try again.",
  ),
  "dispatch.rules-stale": label(
    "他人刚保存了规则（第 {edition} 版）：请查看后再保存。",
    "Somebody else has just saved edition {edition}: look at it, then save again.",
  ),
  "dispatch.rules-no-table": label(
    "“{file}”里没有规则表：请用导出的表或模板，保留表头。",
    "“{file}” holds no table of rules: use an exported one or the template, and keep its headings.",
  ),
  "dispatch.rules-too-many": label(
    "一次最多改 {limit} 条规则，这里有 {count} 条：请分几次导入。",
    "At most {limit} rules change at once, and here are {count}: import them in parts.",
  ),
  "dispatch.duty-list-refused": label(
    "责任清单有误，未保存：请按提示修改后重试。",
    "The duty list is not right and was not saved: change what is marked and try again.",
  ),
  ...DEPARTMENT_PROBLEM_LABELS,
  "dispatch.roster-hours": label(
    "班次时间不正确：结束须晚于开始，最长 24 小时。",
    "The hours are not right: the end comes after the start, at most 24 hours later.",
  ),
  "dispatch.roster-full": label(
    "每人最多 {most} 条班次，请先删除不再需要的。",
    "At most {most} lines for a person: delete those no longer needed first.",
  ),
  "dispatch.position-off-shift": label(
    "您现在不在班，不上报位置；上班后会自动恢复。",
    "You are off shift: your position is not taken. It is again when your shift begins.",
  ),
  "dispatch.position-old": label(
    "这个位置太旧，没有采用；请检查手机的时间。",
    "This position is too old and was not taken: check the clock of the phone.",
  ),
  "dispatch.warning-xml": label(
    "这不是一条 CAP 1.2 消息：{detail}",
    "This is no message of CAP 1.2: {detail}",
  ),
  "dispatch.warning-element": label(
    "CAP 消息的 <{element}> 缺失或不正确。坐标为“纬度,经度”，多边形首尾相同。",
    "<{element}> of the CAP message is missing or not right. Positions are latitude,longitude; a polygon ends where it begins.",
  ),
  "dispatch.warning-kind": label(
    "不接收“{kind}”：只接收 Alert、Update、Cancel，状态为 Actual、Exercise 或 Test。",
    "“{kind}” is not taken: only Alert, Update and Cancel with the status Actual, Exercise or Test.",
  ),
  "dispatch.warning-area-large": label(
    "预警范围有 {points} 个点，最多 {most} 个：请简化后再发。",
    "The area has {points} points, at most {most} are taken: simplify it and send it again.",
  ),
  "dispatch.warning-elsewhere": label(
    "预警范围不在您可发布的区域内；请检查坐标是否为“纬度,经度”。",
    "The area meets none of the areas that you may warn; check that positions are latitude,longitude.",
  ),
  "dispatch.warning-over": label("这条预警已过期。", "This warning has expired."),
  "dispatch.warning-unknown": label(
    "要解除的预警不存在，或不由您解除。",
    "There is no such warning to be ended, or it is not yours to end.",
  ),
  "dispatch.position-box-odd": label("这不是地图上的一块范围", "This is no part of a map"),
  "dispatch.plan-area": label(
    "这个区域不存在，或不由您启动应急预案。",
    "There is no such area, or its emergency plan is not yours.",
  ),
  "dispatch.plan-missing": label(
    "这个区域还没有平急预案，请先保存编组。",
    "The area has no emergency plan yet: save its groups first.",
  ),
  "dispatch.plan-stale": label(
    "预案已被他人修改（现为第 {version} 版），请刷新后重试。",
    "Somebody has changed the plan, now version {version}: reload and try again.",
  ),
  "dispatch.plan-template": label(
    "编组“{group}”有误：名称不能为空或重复，每组至少一个岗位，每岗 1 至 200 人，平时与战时各 1 至 20 组。",
    "Group “{group}” is not right: names are given and differ, each group has a post, each post 1 to 200 seats, and each mode 1 to 20 groups.",
  ),
  "dispatch.plan-seat": label(
    "预案中没有这个岗位：{group} / {post} 第 {seat} 位。",
    "The plan has no such seat: {group} / {post}, number {seat}.",
  ),
  "dispatch.plan-holder": label(
    "此人没有在岗账号，不能任职。",
    "This person has no open account with a duty and cannot hold a seat.",
  ),
  "dispatch.plan-no-table": label(
    "“{file}”里没有人员表：需要“社区”“小组”“岗位”“账号”等列，可先下载模板。",
    "“{file}” holds no table of seats: it needs the columns community, group, post and account; the template has them.",
  ),
  "dispatch.plan-table": label(
    "文件中有 {count} 行不能导入（第 {line} 行起），没有改动任何人员。",
    "{count} rows of the file cannot be taken, the first in line {line}: nobody was changed.",
  ),
  "dispatch.activation-nowhere": label(
    "所选范围内没有本预案的社区，请扩大范围。",
    "The plan has no community in there: choose a larger area.",
  ),
  "dispatch.activation-overlaps": label(
    "{community}等 {count} 个社区已在“{activation}”启动范围内，请先解除或缩小范围。",
    "{community} (one of {count}) is already under “{activation}”: stand that down first, or choose a smaller area.",
  ),
  "dispatch.activation-ring": label(
    "所画范围须首尾相接。",
    "The line that was drawn must end where it begins.",
  ),
  "dispatch.activation-unknown": label("找不到该次启动。", "There is no such activation."),
  "dispatch.unknown-webhook": label(
    "没有这个推送地址，或已停用，或不在您的管辖范围内。",
    "There is no such receiver, it has ended, or it is not in your area.",
  ),
  "dispatch.webhook-address": label(
    "推送地址不能用（{reason}）：请填写 https:// 开头的地址；http:// 只用于内网；不能指向本机，也不能带用户名和密码。",
    "Nothing can be sent to this address ({reason}): give one that begins with https://; http:// works within a private network only; not this machine, and no name and password in it.",
  ),
  "dispatch.webhook-key": label(
    "这把接口密钥不能用于推送：须有查看案件的权限、仍有效，且全部在您的管辖范围内。",
    "This interface key cannot be told of cases: it must be allowed to read cases, be good still, and lie wholly in your area.",
  ),
  "dispatch.same-signature": label(
    "申请与同意须由不同的人签字。",
    "The one who asked may not agree as well.",
  ),
  "dispatch.reason-required": label("请填写原因。", "Please give a reason."),
  "dispatch.case-exists": label("该案件已存在。", "This case exists already."),
  "dispatch.no-place": label("请在地图上选点或填写地址。", "Please give a point or an address."),
  "dispatch.already-called": label(
    "该部门已被吹哨且尚未办结，或本来就是主办单位。",
    "This department is called to the case already, or has the case itself.",
  ),
  "dispatch.self-rating": label(
    "协办部门不能评价自己。",
    "A department that helped does not rate itself.",
  ),
  "dispatch.no-assignee": label("请选择处置单位或人员。", "Please choose a unit or a person."),
  "dispatch.no-contact": label(
    "本案没有登记报案人联系方式，或已到期删除。",
    "No contact was left for this case, or its time is over and it was deleted.",
  ),
  "dispatch.contact-too-late": label(
    "案件已经办结，不再登记联系方式。",
    "The case has ended: contacts are no longer taken down.",
  ),
  "dispatch.not-assignee": label(
    "只有被派单的单位或人员可以操作。",
    "Only the assigned unit or person may do this.",
  ),
  "dispatch.not-verifier": label("只有被派核实的人员可以操作。", "Only the verifier may do this."),
  "dispatch.verifier-is-reporter": label(
    "上报人不能核实自己的上报。",
    "Reporters do not verify their own report.",
  ),
  "dispatch.too-far": label(
    "距案件位置超过 {radiusMetres} 米，请到现场核实或说明原因。",
    "More than {radiusMetres} m from the place: verify on site or give a reason.",
  ),
  "dispatch.standard-not-met": label(
    "请先确认符合立案或结案标准。",
    "Please confirm that the standard is met.",
  ),
  "dispatch.merge-target": label("不能并入所选案件。", "The case cannot be merged into that one."),
  "dispatch.too-late": label("已超过可操作的期限。", "The time for this has passed."),
  "dispatch.unit-not-responsible": label(
    "该单位的责任清单不含此类案件，请说明改派原因。",
    "The class is not on this unit's duty list: please say why.",
  ),
  "dispatch.territory-decides": label(
    "案件已退回 {returns} 次，由属地指定承办单位。",
    "Returned {returns} times: the territory names the unit.",
  ),
  "dispatch.returns-used-up": label(
    "案件已退回 {returns} 次，不能再退回。",
    "Returned {returns} times: no further return.",
  ),
  "dispatch.step-back": label("处置步骤只能向前。", "Steps only go forward."),
  "dispatch.photos-missing": label(
    "至少需要 {required} 张照片。",
    "At least {required} photo(s) needed.",
  ),
  "dispatch.fields-missing": label("请填写必填项：{fields}。", "Please fill in: {fields}."),
  "dispatch.cooperation-open": label(
    "仍有未完成的吹哨协办。",
    "Help that was called is not finished yet.",
  ),
  "dispatch.cooperation-unknown": label("找不到该次吹哨。", "There is no such call for help."),
  "dispatch.cooperation-step": label(
    "该次吹哨当前不能执行此操作。",
    "The call for help does not allow this now.",
  ),
  "dispatch.consultation-bodies": label(
    "会商由 2 至 6 个不同的单位参加。",
    "Two to six different bodies come to a meeting.",
  ),
  "dispatch.consultation-date": label(
    "会商时间不能早于上报，最晚为 60 天以内；记录时须是已经过去的时间。",
    "A meeting is not before the report and at most 60 days ahead; what is recorded lies in the past.",
  ),
  "dispatch.consultation-unknown": label(
    "找不到该次会商或任务。",
    "There is no such meeting or task.",
  ),
  "dispatch.consultation-step": label(
    "该次会商当前不能执行此操作。",
    "The meeting does not allow this now.",
  ),
  "dispatch.task-owner": label(
    "任务须由参加会商的单位承担。",
    "A task is for one of the bodies of the meeting.",
  ),
  "dispatch.task-open": label("仍有未办结的会商任务。", "Tasks of a meeting are not done yet."),
  "dispatch.no-body": label(
    "该单位不在此处的单位名录中。",
    "The directory has no such body for this place.",
  ),
  "dispatch.review-date": label(
    "复核日期须在允许的期限内。",
    "The review date must lie within the days allowed.",
  ),
  "dispatch.not-rehearsal": label("这件案件不是演练案件。", "The case is no rehearsal."),
  "dispatch.nothing-asked": label("没有待批的申请。", "Nothing was asked for."),
  "dispatch.already-asked": label("已有待批的申请。", "Already asked for."),
  "dispatch.already-held": label("时钟已挂起。", "The clock is held already."),
  "dispatch.not-held": label("时钟未挂起。", "The clock is not held."),
  "dispatch.total-not-holdable": label(
    "此类案件的总时限不能挂起。",
    "The total clock of this class cannot be held.",
  ),
  "dispatch.level": label("不能调整到该层级。", "Not to that level."),
  "dispatch.second-extension": label(
    "再次延期须由分管领导批准。",
    "A second extension needs the leader in charge.",
  ),
  "dispatch.supervision-role": label(
    "该岗位只能设为普通督办。",
    "This role may set normal supervision only.",
  ),
  "dispatch.already-rated": label("已经评价过。", "Already rated."),
  "dispatch.bad-number": label("数值不正确：{value}。", "Not a right value: {value}."),
  "dispatch.not-found": label(
    "找不到该案件：编号可能有误，或不在您的管辖范围内。请核对编号，或联系上级值班。",
    "There is no such case for you: its number may be wrong, or it lies outside your part. Check the number, or ask the desk above.",
  ),
  "dispatch.stale": label(
    "案件已被他人处理，已显示最新情况。",
    "Somebody else was first; the case is shown as it is now.",
  ),
  "dispatch.key-reused": label(
    "同一请求编号已用于其他操作。",
    "This request key was used for something else.",
  ),
  "dispatch.unknown-category": label(
    "没有此案件类别，请从类别表中另选。",
    "There is no such class: choose one from the list.",
  ),
  "dispatch.category-abolished": label(
    "该类别已于 {validTo} 停用，请改选：{insteadZh}。",
    "This class ended on {validTo}; choose instead: {insteadEn}.",
  ),
  "dispatch.unknown-recommendation": label(
    "找不到该次推荐记录。",
    "There is no such recommendation.",
  ),
  "dispatch.bad-period": label(
    "时段不正确：结束须晚于开始，最长 {most} 天。",
    "The period is not right: it ends after it begins, and has at most {most} days.",
  ),
  "dispatch.instant-ahead": label(
    "回放只到现在为止：所选时刻还没有到，请选更早的时刻。",
    "The replay ends now: that moment is still to come. Please choose an earlier one.",
  ),
  "dispatch.photo-too-large": label(
    "照片有 {megapixels} 百万像素，最多 {most}。请把相机调到较低的分辨率再拍。",
    "The photo has {megapixels} megapixels, at most {most}: take it with a lower resolution.",
  ),
  "dispatch.bad-photo": label(
    "照片无法识别：支持 JPEG、PNG 和 WebP，不支持 HEIC。请换一张，或在相机设置里选“兼容性最佳”后重拍。",
    "The photo cannot be read: JPEG, PNG and WebP can, HEIC cannot. Choose another, or set the camera to “most compatible” and take it again.",
  ),
};
