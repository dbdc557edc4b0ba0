//! The code tables OQSCD027–044: other services of the same interface, of which the hand-off carries 028 and 036.

use super::{Table, code_table};

code_table! {
    /// 同一個人 (OQSCD027).
    SamePerson {
        /// 同一個人あり.
        Found = "1",
    }
}

code_table! {
    /// 診療区分 (OQSCD028): for which kind of treatment information is asked for.
    MedicalTreatment {
        /// 外来.
        Outpatient = "1",
        /// 訪問診療等.
        Visit = "2",
        /// オンライン診療等.
        Online = "3",
        /// 救急.
        Emergency = "4",
    }
}

code_table! {
    /// 情報種別 (OQSCD029).
    InformationFile {
        /// 特定健診情報.
        Checkups = "TKK",
        /// 薬剤情報.
        Medicines = "YZK",
    }
}

code_table! {
    /// 表示区分 (OQSCD030).
    Display {
        /// 表示しない.
        Hidden = "0",
        /// 表示する.
        Shown = "1",
    }
}

code_table! {
    /// 期限切れ理由 (OQSCD031).
    ReasonOfExpiry {
        /// 形態別.
        ByForm = "0",
        /// 医療機関による取消.
        ByInstitution = "1",
        /// 患者による取消.
        ByPatient = "2",
        /// 用途変更.
        ChangeOfUse = "3",
    }
}

code_table! {
    /// 一致区分 (OQSCD032).
    Agreement {
        /// 一致.
        Same = "0",
        /// 不一致.
        Different = "1",
    }
}

code_table! {
    /// URL区分 (OQSCD033).
    UrlClass {
        /// 訪問診療等.
        Visit = "2",
        /// オンライン診療等.
        Online = "3",
    }
}

code_table! {
    /// 形式 (OQSCD034).
    ImageFormat {
        /// PDF.
        Pdf = "1",
        /// PNG.
        Png = "2",
    }
}

code_table! {
    /// 変更区分 (OQSCD035).
    Change {
        /// 変更しない.
        Keep = "0",
        /// 変更する.
        Change = "1",
    }
}

code_table! {
    /// 同意情報種別 (OQSCD036): what one consent opens together.
    ConsentedInformation {
        /// 特定疾病療養受療証.
        SpecificDiseases = "TSR",
        /// 特定健診情報.
        Checkups = "TKK",
        /// 薬剤情報・処方情報.
        Medicines = "YZK",
        /// 診療情報・アレルギー・検査.
        Treatment = "SRJ",
        /// 手術情報・傷病名・感染症.
        Operations = "SHJ",
    }
}

code_table! {
    /// 利用区分 (OQSCD037).
    Use {
        /// 利用しない.
        Unused = "0",
        /// 利用する.
        Used = "1",
    }
}

code_table! {
    /// 電子処方箋利用 (OQSCD038).
    PrescriptionService {
        /// 利用しない.
        Unused = "0",
        /// 電子のみ.
        ElectronicOnly = "1",
        /// 併用.
        Both = "2",
        /// 紙のみ.
        PaperOnly = "3",
    }
}

code_table! {
    /// 処方箋発行形態の選択時期 (OQSCD039).
    PrescriptionChoiceTime {
        /// 資格確認時以外.
        Elsewhere = "1",
        /// 資格確認時: at the reader.
        AtConfirmation = "2",
    }
}

code_table! {
    /// 要求パターン (OQSCD040).
    EmergencyRequest {
        /// 救急サマリ.
        Summary = "1",
        /// 救急全量.
        Whole = "2",
        /// 電子処方箋と救急.
        PrescriptionsAndEmergency = "3",
        /// 薬剤.
        Medicines = "4",
        /// 診療・薬剤.
        TreatmentAndMedicines = "5",
        /// 健診.
        Checkups = "6",
    }
}

code_table! {
    /// 職員の認証要素 (OQSCD041): what a member of staff proves themselves with; OQSCD042 has a table for each.
    StaffFactor {
        /// 記憶.
        Memory = "1",
        /// 生体.
        Biometry = "2",
        /// 物理.
        Possession = "3",
    }
}

code_table! {
    /// 記憶による認証 (OQSCD042).
    MemoryFactor {
        /// ID・パスワード.
        Password = "01",
        /// PIN.
        Pin = "02",
        /// 秘密の質問.
        Question = "03",
    }
}

code_table! {
    /// 生体による認証 (OQSCD042).
    BiometricFactor {
        /// 指紋.
        Fingerprint = "01",
        /// 顔.
        Face = "02",
        /// 声.
        Voice = "03",
        /// 静脈.
        Vein = "04",
        /// 虹彩.
        Iris = "05",
    }
}

code_table! {
    /// 物理による認証 (OQSCD042).
    PossessionFactor {
        /// ICカード.
        Card = "01",
        /// ワンタイムパスワード.
        OneTimePassword = "02",
        /// その他.
        Other = "03",
    }
}

code_table! {
    /// 救急閲覧権限 (OQSCD043).
    EmergencyRight {
        /// なし.
        No = "0",
        /// あり.
        Yes = "1",
    }
}

code_table! {
    /// 連携ID (OQSCD044, PMH).
    PmhLink {
        /// 医療費助成.
        MedicalExpenses = "01",
        /// 母子保健.
        MotherAndChild = "2",
        /// 予防接種.
        Vaccination = "4",
        /// 介護.
        Care = "8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::every_code_is_one_entry;

    #[test]
    fn every_table_gives_each_code_to_one_entry() {
        every_code_is_one_entry!(SamePerson 1, MedicalTreatment 4, InformationFile 2, Display 2, ReasonOfExpiry 4, Agreement 2, UrlClass 2, ImageFormat 2, Change 2, ConsentedInformation 5, Use 2, PrescriptionService 4, PrescriptionChoiceTime 2, EmergencyRequest 6, StaffFactor 3, MemoryFactor 3, BiometricFactor 5, PossessionFactor 3, EmergencyRight 2, PmhLink 4);
    }
}
