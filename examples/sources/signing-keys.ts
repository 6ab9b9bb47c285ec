/**
 * The two keys with which the invented domains of the example case sign their mail. They open nothing: the domains end in
 * `.example`, and whoever changes a message of the example must be able to sign it anew. `dkim-keys.json` holds the public halves.
 */
interface SigningKey {
  selector: string;
  jwk: JsonWebKey;
}

export const signingKeys: Record<"niph.example" | "lumen.example", SigningKey> = {
  "niph.example": {
    selector: "s2019",
    jwk: {
      kty: "RSA",
      n: "5ZBybhG51srhlX-Pdfm5qhCaW_mBTKjxTffOmDwQ2IPFi5tZbeXtqu_iLM2drSfrb--OSaTkXareV-CdujdhOvTOCof_TnsK_UuUui4Q9R448ay37r90cOkGi_Ga2Wo9rG1cPg5MaiT3lS_jmzD7juUVwkh81BjbbQmby9DoTVKM3Vb3xcBuwsGhu6uLU4IcTcAGa2AvjdjBzVSEYC6mk4PXICjHOxlfyC_AV9lvSnxKHHdbH4qhcxv1TPxmHcqg6fu8NXxbDCKZ3uln0cfWO3nDDlaVKjuOpMmwbmCNvHd8Ms82O_5kqw94KrJMcIWePn6wfnnH5YoPCdCyKqeEiQ",
      e: "AQAB",
      d: "HHnJXfqsKhcGujoFYEGavJwcX6AQoEMdEpo0eekKgGcBDj8WDeYtb-ybakoTnt7iqyMErAEslCtdsvohao_Ty2HCPKdvvYsQ-whA8cLE1vj5oI3Xj4GXdqmLJrkQp5swfQbgQDDbHPgKr4puEeo2rBwh0bSW6mLOdiUw2oyGgk-o1aO6V95ezc4YHLSNaOyzqjHfZ5o0wx0ZEM9QoJM_nEjzLYrZT5hffJMQZ3muchqjsXR0ktfqrUAtV5oSVuGhDRvpRlRwcWBZvLlDvjmxY1TMn3bVAAaGptlYHHqywkFqwpbahfV0nWTDJ2TXmJcYipmH7BtTDI1oYLNqmuS04Q",
      p: "89I40W4NdkyoLA8mgqnKCZeL33hDhnDeodfGjDlasA4Jjx-lms1ZL2UaqqI7IVRzNWzYrn4jIjIQfo-p78DA_QvATh-L4QeIZBM2lQaK7Lv6x8_qvgTAVSh3GbX5bzuuQCyo6kFPrvoUP3-UjHwAH3DrnuuU8zHLDoaHr82xZSE",
      q: "8QfrZCTfy85N5PPmaVAMsZn7n4ZHyZj98gBaDg6Tft8NGJ7Y0zmftChhzQQKF4k9e9zI3_2G3HkjaNvtC1r-5WGJszFBONuOiQoDw3ZQOWKlBQ2CerzGGZnsjVl53kp9kdIBVsBDjWRSLXbwq9ClwOFTJEpsBwo-oNcu2Lb5ymk",
      dp: "yQS483HYh4AL5sdW6MMzX1UibMuqYF0OMEDF4TYoHp50IxvkXQyQSxMAOU4nkgMeOR3UR4iXTsoX70BiytgQRJA7rC02FgEv4dI1XghW4XbZ-4Lf9mnUaGFEUF5Hl_2MXDx1xyyxlYF40CFPR8O0FjfzCsMPurGCyCcCF19usgE",
      dq: "pxe_ZsBtaUOPGo6_B_kXo7PFDXUwpSBrw-3cgGw4cja9RHkyhVQoU-O-0TrgqCpbNlf75dRDPuq30oTMUxf1Jx20MUaPGZSTvorzyvhlazLohZU1BFOD3dGofOEvrBvl60Yz6WkGK6oFkkEnXWUa05khY0I4m7TNcAFdF53Zkyk",
      qi: "pQnPHMx9tGuiBYqeEARhCUp2UNKaX6JTjdVbWc1IVG1M0OzJxm3nbm-95JhZfzzrXBiXhcUS4agnTRB-kZ7JHOuutiDZNCg95xNKyTA73TTSOqyf3a4TbaMCD_J97kKoeDHOg0BgJyJtU175z_snrvCA6xhTh70HIAcbQ3guVW8",
    },
  },
  "lumen.example": {
    selector: "l2020",
    jwk: {
      kty: "RSA",
      n: "ltfRyfhZU_DcaIdAsgq3tSQT5jwR5sT19XgzLxfZA6uRyvNgYAPvfRY6YQF91cJzjVYJ61SqugwH2PYAE_axEsT7rsPMhCOtm26yc6lv8mEEej6n0Yofm6RrKHtQdG2pdFIEe2h6R20aQq36BV3hlHj0VPhTo1hclT6PtVW_jg9BE7LHMN2h1NGhlxsYsiyZnGo3tv4I2VSH8nlDzwb7BTbFbYOOIu-zdK7e1FSDtJOmsXSEXvLrXEOrP0B1QnpKnLcf-IhvETp-waEQTjo0OWBrg44QTpkHjNHaaXwuobDLPVZi1zCj8l8zhykgoIk3mKhlVT1Bt7c7cmyGazlJyw",
      e: "AQAB",
      d: "CwAvVQ7vGM-Si279uV5NuoCokNxlo9JOa7n55Z_UHE_pYIcySp5O220BEe0Fa870FWUmcQqqLspM0jZSmCIgFNHX1w2Bf0uI0DKZAhVjzCXmKTIjlAUCPBwYEoo3ul37AzguCn_6lvXuedltR_HqTyUpEH9RvjJmAh5fZaacwzPd5uzIyegB9luggpPsb3HPZ0HInDZaACYOV2uyxaF5Z7QUXtwaFlj6hEYA41eezSkQOEbv8KeDQL5z_OQZ5RypDDKqpv7VivROKK5Eepf2tQ2iPxjoqplTQ_IKmukalQZPOA-JSziS5Fs_S_Ar8I-rPeT8_9FAiUo-nLYC52UiKQ",
      p: "zVPnvOT54KMYC_g3YCI_-56I5n1JeoDFM0_o0hk6LS5y-Ecgd5afz6B1YkvMRfSLNymHIIde70hzu8sZhLEVkpcp6ykdcnQGE6ytqHiWJ-v-pHk8K75QArahaKlED3rPRnJ-4dRbFCXSofeXSVO_b9AtAvyAf4__nmRLdmFTXBk",
      q: "vBG008lsXy7ND7RYPpu_lF-srEEgLXqYdqXvv2JkAgaR4KZZLpLKIDvJKHnUNho9HtJKM5Pnp1QTYmgD-aKjMMIa_j-hl13EwxXI8vgxAeIvmb2-nBf8N9cOe7dKOd9axS5R2PkXz9zuf6lBISZMS4QEba93uYeGV3QhrCZ_kYM",
      dp: "l9Tp0ibIGDLCP2enGzF4eso6laYjxbCfIlh-443AFVT5s1p1SblaJ6CR7MP8I-a3Y20T_RvdObgrzLxc_GAugZ3CY6Cdo9rj-3x_VcsFzjOWs2zq77XlWHxQUyKHr6Kyz3cvGDN9viJR5W8-sfx53WblQgYRx0JmVWv42WsSx1E",
      dq: "R9SfczCAcs5GRhREjA0inAH6yoPJTXWAm_h-3GMw_VETEHGYqGAqUStkhlAZzFwzMf1xl8eK9-71xGUj94m1uJ66fpdBGbYXu8crTBmdZjHEqny9O5MxowZBouD7uaTkX2F0o2FoRd0FPr8fgBDHnSQcKOSW3sazed2CKuU9Xg8",
      qi: "rXdVWDsdIPU_IZOPLqrIrFfe0PCPTLlK0Yq8abZugqBvtyU24Nkq0VJ_EKAYwCo2vqz6ZCBuE0kDZkLKdAboTbrUYZWmRf_HWD6-sVw41TccLtG0gunvuIji1Vb11fME5Aw1y65DsRdFYBHvhV6nDR3iHPqf5tdKyakAu6Hk1mY",
    },
  },
};
